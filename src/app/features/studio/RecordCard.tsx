import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { useRecorder } from '../../recorder/useRecorder.ts'
import { useVoice } from '../../resident/voiceContext.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Checkbox } from '../../ui/checkbox/Checkbox.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { useForm } from '../../ui/useForm.ts'
import { PlayButton } from './PlayButton.tsx'
import { RecordingMeter } from './RecordingMeter.tsx'
import { refusalText } from './refusalText.ts'
import { useStudio } from './studioPort.ts'
import { useEvened } from './useEvened.ts'

interface Props {
  language: string
  sound: string
  /** something of this sentence is there already */
  isRetake: boolean
  onChanged: () => Promise<void>
}

/** A sentence said slowly takes a quarter of this. */
const maxSeconds = 30

/** The microphone: who speaks and agrees, record, hear it as it will be, again or on to a second person. */
export function RecordCard({ language, sound, isRetake, onChanged }: Props) {
  const port = useStudio()
  const voice = useVoice()
  const { state, start, stop, clear } = useRecorder(maxSeconds)
  const evened = useEvened(state.kind === 'done' ? state.clip : null)
  const form = useForm(refusalText, onChanged)
  const [missing, setMissing] = useState(false)
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
    if (await form.send(() => port.addClip({ language, sound, speaker: name.trim(), blob }))) clear()
  }

  const isIdle = state.kind === 'ready' || state.kind === 'failed'
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
            <TextField
              id="speaker"
              label={t('studio:record.speaker')}
              hint={t('studio:record.speakerHint')}
              width="middle"
              maxLength={120}
              value={name}
              error={missing && name.trim() === '' ? t('studio:record.speakerMissing') : undefined}
              onInput={(typed) => {
                // another speaker has agreed to nothing yet
                port.speaker.value = { name: typed, agreed: false }
              }}
            />
            <Checkbox
              id="speaker-agrees"
              label={t('studio:record.consent')}
              hint={t('studio:record.consentHint')}
              checked={agreed}
              error={missing && !agreed ? t('studio:record.consentMissing') : undefined}
              onChange={(now) => {
                port.speaker.value = { name, agreed: now }
              }}
            />
            {state.kind === 'failed' && (
              <Notice tone="warning" live>
                {t(`studio:microphone.${state.problem}`)}
              </Notice>
            )}
            <div class="cluster">
              <Button variant="primary" icon="sound" onClick={begin}>
                {t('studio:record.start')}
              </Button>
              <span class="muted">{t('studio:record.limit', { count: maxSeconds })}</span>
            </div>
          </>
        )}
        {state.kind === 'opening' && <Busy text={t('studio:record.opening')} />}
        {state.kind === 'recording' && (
          <RecordingMeter recording={state.recording} maxSeconds={maxSeconds} onStop={stop} />
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
        {state.kind === 'done' && evened.kind === 'ready' && (
          <>
            <p role="status">{t('studio:record.done', { count: Math.ceil(evened.clip.seconds) })}</p>
            {form.failed && (
              <Notice tone="warning" live>
                {form.failed}
              </Notice>
            )}
            <div class="cluster">
              <PlayButton text={t('studio:listen')} load={async () => evened.clip.blob} />
              {again}
              <Button variant="primary" icon="send" disabled={form.busy} onClick={() => void keep(evened.clip.blob)}>
                {t('studio:record.keep')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Card>
  )
}
