import { t } from '../../i18n/i18n.ts'
import { languageName } from '../../resident/languageName.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Row } from '../../ui/card/Row.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { isWritten, sourcesOf, textState, translationsOf } from './guideTexts.ts'
import { LoadState } from './LoadState.tsx'
import { ownOf, ownState, useOwnSentences } from './ownSentences.ts'
import { StateTag } from './StateTag.tsx'
import { useStudioHrefs } from './studioPath.ts'
import { useStudio } from './studioPort.ts'
import { useStudioLanguage } from './useStudioLanguage.ts'

/** The sentences of a guide as they are written, each with the state of its translation. */
export function TextsScreen({ language, guide: id }: { language: string; guide: string }) {
  const { desk } = useStudio()
  const hrefs = useStudioHrefs()
  const own = useOwnSentences(language)
  const { translations, guides, isHere, error } = useStudioLanguage(language)
  const guide = guides.find((one) => one.id === id)
  const name = languageName(language)
  return (
    <>
      <p>
        <Button href={hrefs.sounds(language, id)} icon="arrowLeft">
          {t('studio:toSounds')}
        </Button>
      </p>
      <Title>{t('studio:wordsTitle', { guide: guide?.title.vi ?? '', language: name })}</Title>
      <LoadState error={error} isHere={isHere} />
      {isHere && guide && isWritten(language, guide) && (
        <ol class="rows">
          {sourcesOf(guide).map((source, at) => {
            const { counts, waiting } = translationsOf(translations, source)
            const { kept, given } = ownOf(own, 'translation', source)
            return (
              <li key={source}>
                <Row
                  href={hrefs.words(language, id, at + 1)}
                  mark={at + 1}
                  title={source}
                  detail={(kept ?? given ?? waiting[0] ?? counts)?.text}
                  tag={
                    <StateTag
                      of="textState"
                      state={desk ? textState({ counts, waiting }) : ownState(own, 'translation', source)}
                    />
                  }
                />
              </li>
            )
          })}
        </ol>
      )}
    </>
  )
}
