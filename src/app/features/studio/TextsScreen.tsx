import { t } from '../../i18n/i18n.ts'
import { languageName } from '../../resident/languageName.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Row } from '../../ui/card/Row.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { isWritten, sourcesOf, textState, translationsOf } from './guideTexts.ts'
import { LoadState } from './LoadState.tsx'
import { StateTag } from './StateTag.tsx'
import { studioHref, wordsHref } from './studioPath.ts'
import { useStudioLanguage } from './useStudioLanguage.ts'

/** The sentences of a guide as they are written, each with the state of its translation. */
export function TextsScreen({ language, guide: id }: { language: string; guide: string }) {
  const { translations, guides, isHere, error } = useStudioLanguage(language)
  const guide = guides.find((one) => one.id === id)
  const name = languageName(language)
  return (
    <>
      <p>
        <Button href={studioHref(language, id)} icon="arrowLeft">
          {t('studio:toSounds')}
        </Button>
      </p>
      <Title>{t('studio:wordsTitle', { guide: guide?.title.vi ?? '', language: name })}</Title>
      <LoadState error={error} isHere={isHere} />
      {isHere && guide && isWritten(language, guide) && (
        <ol class="rows">
          {sourcesOf(guide).map((source, at) => {
            const { counts, waits } = translationsOf(translations, source)
            return (
              <li key={source}>
                <Row
                  href={wordsHref(language, id, at + 1)}
                  mark={at + 1}
                  title={source}
                  detail={(waits ?? counts)?.text}
                  tag={<StateTag of="textState" state={textState({ counts, waits })} />}
                />
              </li>
            )
          })}
        </ol>
      )}
    </>
  )
}
