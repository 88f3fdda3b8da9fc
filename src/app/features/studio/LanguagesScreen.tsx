import { readerLanguages } from '../../../domain/languages.ts'
import { t } from '../../i18n/i18n.ts'
import { languageName } from '../../resident/languageName.ts'
import { Row } from '../../ui/card/Row.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { studioHref } from './studioPath.ts'

/** Which language is spoken. */
export function LanguagesScreen() {
  return (
    <>
      <Title>{t('studio:title')}</Title>
      <p class="measure">{t('studio:about')}</p>
      <ul class="rows">
        {readerLanguages.map(({ code, text }) => (
          <li key={code}>
            <Row
              href={studioHref(code)}
              title={languageName(code)}
              state={t(text === null ? 'studio:soundOnly' : 'studio:soundAndText')}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
