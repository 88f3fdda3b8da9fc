import { sentencesOf } from '../../../domain/sentences.ts'
import { t } from '../../i18n/i18n.ts'
import { languageName } from '../../resident/languageName.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Row } from '../../ui/card/Row.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { isWritten } from './guideTexts.ts'
import { LoadState } from './LoadState.tsx'
import { ownState, useOwnSentences } from './ownSentences.ts'
import { StateTag } from './StateTag.tsx'
import { clipsOf, stateOf } from './sentenceClips.ts'
import { useStudioHrefs } from './studioPath.ts'
import { useStudio } from './studioPort.ts'
import { useStudioLanguage } from './useStudioLanguage.ts'

/** The sentences of a guide in the order in which a resident meets them, each with its state. */
export function SentencesScreen({ language, guide: id }: { language: string; guide: string }) {
  const { desk } = useStudio()
  const hrefs = useStudioHrefs()
  const own = useOwnSentences(language)
  const { clips, guides, isHere, error } = useStudioLanguage(language)
  const guide = guides.find((one) => one.id === id)
  return (
    <>
      <p>
        <Button href={hrefs.sounds(language)} icon="arrowLeft">
          {t('studio:languageTitle', { language: languageName(language) })}
        </Button>
      </p>
      <Title>{guide?.title.vi ?? t('studio:noGuide')}</Title>
      <LoadState error={error} isHere={isHere} />
      {guide && isWritten(language, guide) && (
        <p>
          <Button href={hrefs.words(language, id)} icon="edit">
            {t('studio:toWords')}
          </Button>
        </p>
      )}
      {isHere && guide && (
        <ol class="rows">
          {sentencesOf(guide).map(({ sound, kind, texts }, at) => {
            const state = desk ? stateOf(clipsOf(clips, sound)) : ownState(own, 'clip', sound)
            return (
              <li key={sound}>
                <Row
                  href={hrefs.sounds(language, id, at + 1)}
                  mark={at + 1}
                  title={texts[0]?.vi ?? ''}
                  detail={t(`studio:kind.${kind}`)}
                  tag={<StateTag of="state" state={state} />}
                />
              </li>
            )
          })}
        </ol>
      )}
    </>
  )
}
