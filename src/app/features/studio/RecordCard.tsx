import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { useRecorder } from '../../recorder/useRecorder.ts'
import { useVoice } from '../../resident/voiceContext.ts'
import type { OwnSentence } from '../../storage/ports.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { useForm } from '../../ui/useForm.ts'
import { PlayButton } from './PlayButton.tsx'
import { RecordingMeter } from './RecordingMeter.tsx'
import { refusalText } from './refusalText.ts'
import { SpeakerFields } from './SpeakerFields.tsx'
import { useStudio } from './studioPort.ts'
import { useEvened } from './useEvened.ts'
import { useKeptTake } from './useKeptTake.ts'

interface Props {
  language: string
  sound: string
  /** the sentence in Vietnamese */
  title: string
  /** something of this sentence is there already */
  isRetake: boolean
  /** recorded on this tablet and not handed on */
  kept: OwnSentence | undefined
  onChanged: () => Promise<void>
}

/** The microphone: who speaks and agrees, record, hear it as it will be, again or on to a second person. */
export function RecordCard({ language, sound, title, isRetake, kept, onChanged }: Props) {
  const port = useStudio()
  const voice = useVoice()
  const { state, start, stop, clear } = useRecorder(port.limits)
  const evened = useEvened(state.kind === 'done' ? state.clip : null)
  const form = useForm(refusalText, onChanged)
  const [missing, setMissing] = useState(false)
  const { take, isWritten } = useKeptTake({
    sentence: { language, kind: 'clip', key: sound },
    title,
    evened: state.kind === 'done' ? evened : { kind: 'busy' },
    kept,
    onFailed: (error) => form.say(refusalText(error)),
  })
  const { name, agreed } = port.speaker.value

  function begin() {
    // what is still being read would be recorded too
    voice.stop()
    const isMissing = name.trim() === '' || !agreed
    setMissing(isMissing)
    form.say(undefined)
    if (!isMissing) start()
  }
  async function keep(blob: Blob) {
    const speaker = name.trim() || (kept?.speaker ?? '')
    if (await form.send(() => port.addClip({ language, sound, speaker, blob }))) clear()
  }

  const isIdle = state.kind === 'ready' || state.kind === 'failed'
  const fresh = state.kind === 'done' && evened.kind === 'ready' ? evened.clip : null
  const heard = fresh?.blob ?? (isIdle ? take : null)
  const again = (
    <Button icon="refresh" onClick={begin}>
      {t('studio:record.again')}
    </Button>
  )
  return (
    <Card>
      <div class="stack">
        <h2>{t(isRetake ? 'studio:record.retake' : 'studio:record.title')}</h2>
        {isIdle && (
          <>
            <SpeakerFields missing={missing} />
            {state.kind === 'failed' && (
              <Notice tone="warning" live>
                {t(`studio:microphone.${state.problem}`)}
              </Notice>
            )}
            {!heard && (
              <div class="cluster">
                <Button variant="primary" icon="sound" onClick={begin}>
                  {t('studio:record.start')}
                </Button>
                <span class="muted">{t('studio:record.limit', { count: port.limits.maxSeconds })}</span>
              </div>
            )}
          </>
        )}
        {state.kind === 'opening' && <Busy text={t('studio:record.opening')} />}
        {state.kind === 'recording' && (
          <RecordingMeter recording={state.recording} maxSeconds={port.limits.maxSeconds} onStop={stop} />
        )}
        {state.kind === 'done' && evened.kind === 'busy' && <Busy text={t('studio:record.evening')} />}
        {state.kind === 'done' && evened.kind === 'quiet' && (
          <>
            <Notice tone="warning" live>
              {t('studio:record.quiet')}
            </Notice>
            <div class="cluster">{again}</div>
          </>
        )}
        {heard && (
          <>
            <p role="status">
              {fresh
                ? t('studio:record.done', { count: Math.ceil(fresh.seconds) })
                : t('studio:own.keptText', { name: kept?.speaker ?? '' })}
            </p>
            {form.failed && (
              <Notice tone="warning" live>
                {form.failed}
              </Notice>
            )}
            <div class="cluster">
              <PlayButton text={t('studio:listen')} load={async () => heard} />
              {again}
              <Button variant="primary" icon="send" disabled={form.busy || !isWritten} onClick={() => void keep(heard)}>
                {t(port.desk ? 'studio:record.keep' : 'studio:own.keep')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Card>
  )
}
