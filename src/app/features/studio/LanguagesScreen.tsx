import { readerLanguages } from '../../../domain/languages.ts'
import { t } from '../../i18n/i18n.ts'
import { languageName } from '../../resident/languageName.ts'
import { Row } from '../../ui/card/Row.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useStudioHrefs } from './studioPath.ts'
import { useStudio } from './studioPort.ts'

/** Which language is spoken. */
export function LanguagesScreen() {
  const hrefs = useStudioHrefs()
  const { desk } = useStudio()
  return (
    <>
      <Title>{t('studio:title')}</Title>
      <p class="measure">{t(desk ? 'studio:about' : 'studio:own.about')}</p>
      <ul class="rows">
        {readerLanguages.map(({ code, text }) => (
          <li key={code}>
            <Row
              href={hrefs.sounds(code)}
              title={languageName(code)}
              state={t(text === null ? 'studio:soundOnly' : 'studio:soundAndText')}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
