import { t } from '../../i18n/i18n.ts'
import type { Recording } from '../../recorder/startRecording.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Meter } from '../../ui/meter/Meter.tsx'

interface Props {
  recording: Recording
  maxSeconds: number
  onStop: () => void
}

const wordOf = (level: number) => (level < 0.08 ? 'soft' : level < 0.9 ? 'good' : 'loud')

/** How loud it is and how long it runs, while somebody speaks. */
export function RecordingMeter({ recording, maxSeconds, onStop }: Props) {
  const level = recording.level.value
  const word = wordOf(level)
  return (
    <>
      <p role="status">{t('studio:record.running')}</p>
      <Meter
        name={t('studio:record.level')}
        value={Math.round(level * 100)}
        max={100}
        text={t(`studio:record.levels.${word}`)}
        tone={word === 'good' ? 'go' : 'waiting'}
      />
      <div class="cluster">
        <Button variant="primary" icon="check" onClick={onStop}>
          {t('studio:record.stop')}
        </Button>
        <span class="muted">{t('studio:record.seconds', { now: recording.seconds.value, max: maxSeconds })}</span>
      </div>
    </>
  )
}
