import { useEffect, useRef, useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { useRecorder } from '../../recorder/useRecorder.ts'
import { HearButton } from '../../resident/HearButton.tsx'
import { SharedKey } from '../../resident/Shared.tsx'
import type { KioskPort } from '../../storage/ports.ts'
import type { DraftWork } from '../../storage/useDraft.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Meter } from '../../ui/meter/Meter.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { recordedSeconds } from './messagePath.ts'
import './saidAloud.css'

/** As long as somebody may speak, seconds; in Opus it is below a photo's size (SPEC PHO-1). */
const longest = 60
/** Louder than an empty hall: whoever speaks is there, though nobody touches the screen. */
const heard = 0.05

/** Say it instead of writing it: recorded, listened to, taken again or thrown away; in memory until it is sent. */
export function SaidAloud({ work }: { work: DraftWork }) {
  const { kiosk } = usePorts()
  const { id, groups } = work.draft
  const recorder = useRecorder({ maxSeconds: longest, bitsPerSecond: 24_000 })
  const [hall, setHall] = useState<KioskPort | null>(null)
  const [failed, setFailed] = useState(false)
  const seconds = recordedSeconds(groups)
  const { state } = recorder

  useEffect(() => {
    let here = true
    kiosk().then(
      (port) => here && setHall(port),
      () => here && setFailed(true),
    )
    return () => {
      here = false
    }
  }, [kiosk])

  function keep(sound: Uint8Array | null, recorded: number | null) {
    try {
      hall?.keepSound(id, sound)
      work.set({ feedback: { recordedSeconds: recorded } })
    } catch {
      setFailed(true)
    }
  }
  useEffect(() => {
    if (state.kind !== 'done') return
    const { blob, seconds: length } = state.clip
    void blob.arrayBuffer().then((bytes) => {
      keep(new Uint8Array(bytes), Math.max(1, Math.round(length)))
      recorder.clear()
    })
  }, [state])

  const sound = seconds > 0 ? (hall?.soundOf(id) ?? null) : null
  return (
    <section class="said-aloud" aria-labelledby="said-aloud">
      <h2 id="said-aloud">
        <SharedKey of="kiosk:message.record.title" />
      </h2>
      {state.kind === 'recording' ? (
        <Speaking recording={state.recording} onStop={recorder.stop} />
      ) : sound ? (
        <>
          <p role="status">
            <SharedKey of="kiosk:message.record.done" values={{ count: seconds }} />
          </p>
          <div class="cluster">
            <HearButton
              sound={async () => new Blob([new Uint8Array(sound)])}
              hearText={<SharedKey of="kiosk:message.record.listen" />}
              stopText={<SharedKey of="guide:voice.stop" />}
              onFailed={() => setFailed(true)}
            />
            <Button icon="refresh" onClick={recorder.start}>
              <SharedKey of="kiosk:message.record.again" />
            </Button>
            <Button icon="trash" onClick={() => keep(null, null)}>
              <SharedKey of="kiosk:message.record.forget" />
            </Button>
          </div>
        </>
      ) : (
        <>
          <p>
            <SharedKey of="kiosk:message.record.hint" />
          </p>
          <div>
            <Button size="big" icon="sound" disabled={!hall || state.kind === 'opening'} onClick={recorder.start}>
              <SharedKey of="kiosk:message.record.start" />
            </Button>
          </div>
        </>
      )}
      {(failed || state.kind === 'failed') && (
        <Notice tone="help" live>
          <SharedKey of="kiosk:message.record.failed" />
        </Notice>
      )}
    </section>
  )
}

interface SpeakingProps {
  recording: Extract<ReturnType<typeof useRecorder>['state'], { kind: 'recording' }>['recording']
  onStop(): void
}

function Speaking({ recording, onStop }: SpeakingProps) {
  const box = useRef<HTMLDivElement>(null)
  const level = recording.level.value
  const left = Math.max(0, longest - recording.seconds.value)
  const isHeard = level > heard
  useEffect(() => {
    // a voice is a sign of somebody, as a touch is: the kiosk does not ask whether they are there
    if (isHeard) box.current?.dispatchEvent(new Event('input', { bubbles: true }))
  }, [isHeard, left])
  return (
    <div class="stack" ref={box}>
      <p role="status">
        <SharedKey of="kiosk:message.record.running" />
      </p>
      <Meter
        name={t('kiosk:message.record.level')}
        value={Math.round(level * 100)}
        max={100}
        text={t('kiosk:message.record.left', { count: left })}
        tone="go"
      />
      <div>
        <Button size="big" icon="check" onClick={onStop}>
          <SharedKey of="kiosk:message.record.stop" />
        </Button>
      </div>
    </div>
  )
}
