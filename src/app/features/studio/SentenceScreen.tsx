import { useEffect } from 'preact/hooks'
import { sentencesOf } from '../../../domain/sentences.ts'
import { t } from '../../i18n/i18n.ts'
import { vietnamese } from '../../i18n/reader.ts'
import { languageName } from '../../resident/languageName.ts'
import { sentenceUtterance } from '../../resident/utterances.ts'
import { useVoice } from '../../resident/voiceContext.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { CountingClip } from './CountingClip.tsx'
import { LoadState } from './LoadState.tsx'
import { OwnCard } from './OwnCard.tsx'
import { ownOf, useOwnSentences } from './ownSentences.ts'
import { RecordCard } from './RecordCard.tsx'
import { clipsOf } from './sentenceClips.ts'
import { useStudioHrefs } from './studioPath.ts'
import { useStudioLanguage } from './useStudioLanguage.ts'
import { WaitingClip } from './WaitingClip.tsx'

interface Props {
  language: string
  guide: string
  /** from 1 */
  number: number
}

/** One sentence: read and heard in Vietnamese, what there is of it in the language, and the microphone. */
export function SentenceScreen({ language, guide: id, number }: Props) {
  const hrefs = useStudioHrefs()
  const { clips, guides, isHere, error, reload } = useStudioLanguage(language)
  const voice = useVoice()
  useEffect(() => () => voice.stop(), [voice])
  const guide = guides.find((one) => one.id === id)
  const sentences = guide ? sentencesOf(guide) : []
  const sentence = sentences[number - 1]
  const { counts, waiting, older } = clipsOf(clips, sentence?.sound ?? '')
  const { kept, given } = ownOf(useOwnSentences(language), 'clip', sentence?.sound ?? '')
  const isSpeaking = voice.state.value.kind === 'speaking'
  return (
    <>
      <p>
        <Button href={hrefs.sounds(language, id)} icon="arrowLeft">
          {guide?.title.vi ?? t('studio:noGuide')}
        </Button>
      </p>
      <Title>{t('studio:sentenceTitle', { number, total: sentences.length, language: languageName(language) })}</Title>
      <LoadState error={error} isHere={isHere} />
      {sentence && isHere && (
        <>
          <Card>
            <div class="stack" lang="vi">
              {sentence.texts.map(({ vi }) => (
                <p key={vi} class="lead">
                  {vi}
                </p>
              ))}
              <div class="cluster">
                <Button
                  icon={isSpeaking ? 'close' : 'sound'}
                  onClick={() => {
                    if (isSpeaking) voice.stop()
                    else void voice.say([sentenceUtterance(sentence)], vietnamese)
                  }}
                >
                  {t(isSpeaking ? 'studio:stop' : 'studio:hearVietnamese')}
                </Button>
                <span class="muted" role="status">
                  {voice.state.value.kind === 'mute' && t('studio:mute')}
                </span>
              </div>
            </div>
          </Card>
          {given && <OwnCard given={given} />}
          {waiting.map((one) => (
            <WaitingClip key={one.id} clip={one} onChanged={reload} />
          ))}
          {counts && <CountingClip key={counts.id} clip={counts} onChanged={reload} />}
          {older.map((one) => (
            <CountingClip key={one.id} clip={one} onChanged={reload} />
          ))}
          <RecordCard
            language={language}
            sound={sentence.sound}
            title={sentence.texts[0]?.vi ?? ''}
            isRetake={Boolean(waiting[0] ?? counts ?? given)}
            kept={kept}
            onChanged={reload}
          />
          <div class="cluster">
            {number > 1 && (
              <Button icon="arrowLeft" href={hrefs.sounds(language, id, number - 1)}>
                {t('studio:before')}
              </Button>
            )}
            {number < sentences.length && (
              <Button iconAfter="arrowRight" href={hrefs.sounds(language, id, number + 1)}>
                {t('studio:next')}
              </Button>
            )}
          </div>
        </>
      )}
    </>
  )
}
