import { useEffect, useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { ScanFrames } from '../../scan/ScanFrames.tsx'
import type { TakenDraft } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { BigCode } from '../../ui/bigCode/BigCode.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { FileChoice } from '../../ui/fileChoice/FileChoice.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { QrCode } from '../../ui/qrCode/QrCode.tsx'
import { saveFile } from '../../ui/saveFile.ts'
import { HandOverFrame } from './HandOverFrame.tsx'

/** A draft in text is some kilobytes. */
const mostBytes = 1024 * 1024

type State = { kind: 'none' } | { kind: 'failed' } | TakenDraft

/** From another tablet: this one shows its key, the other one seals for it alone, and its code goes back. */
export function TakeScreen() {
  const { handover } = usePorts()
  const [state, setState] = useState<State>({ kind: 'none' })

  const [scans, setScans] = useState(false)

  async function takeBytes(bytes: Uint8Array) {
    setScans(false)
    try {
      setState(await (await handover()).take(bytes))
    } catch {
      setState({ kind: 'failed' })
    }
  }

  async function take(file: File) {
    try {
      if (file.size > mostBytes) return setState({ kind: 'unknown-file' })
      await takeBytes(new Uint8Array(await file.arrayBuffer()))
    } catch {
      setState({ kind: 'failed' })
    }
  }

  return (
    <HandOverFrame title={t('handover:take.title')} lead={t('handover:take.lead')} back="/field/hand-over">
      <OwnKey />
      <section class="stack" aria-labelledby="bundle-title">
        <h2 id="bundle-title">{t('handover:take.second')}</h2>
        {scans ? (
          <ScanFrames onBytes={(bytes) => void takeBytes(bytes)} />
        ) : (
          <div class="cluster">
            <Button icon="camera" onClick={() => setScans(true)}>
              {t('handover:take.scan')}
            </Button>
          </div>
        )}
        <FileChoice
          id="bundle"
          text={t('handover:take.choose')}
          hint={t('handover:take.hint')}
          accept=".age,.txt"
          onFiles={([file]) => void (file && take(file))}
        />
        <div role="status" class="stack stack--tight">
          <Taken state={state} />
        </div>
      </section>
    </HandOverFrame>
  )
}

function OwnKey() {
  const { handover, device } = usePorts()
  const place = useWatch(device.state)
  const [key, setKey] = useState<{ text: string; check: string } | null>(null)
  const [failed, setFailed] = useState(false)
  const label = place.kind === 'ready' ? place.deviceLabel : ''

  useEffect(() => {
    let here = true
    handover()
      .then((port) => port.ownKey())
      .then(
        (own) => here && setKey(own),
        () => here && setFailed(true),
      )
    return () => {
      here = false
    }
  }, [handover])

  return (
    <section class="stack" aria-labelledby="key-title">
      <h2 id="key-title">{t('handover:take.first')}</h2>
      {failed && <Notice tone="warning">{t('handover:failed')}</Notice>}
      {key && (
        <>
          <QrCode text={key.text} label={t('handover:take.qr')} />
          <BigCode label={t('handover:take.check')} code={key.check} />
          <div class="cluster">
            <Button
              icon="document"
              onClick={() =>
                void saveFile(new File([key.text], `khoa-${label}.txt`, { type: 'text/plain' })).catch(() =>
                  setFailed(true),
                )
              }
            >
              {t('handover:take.save')}
            </Button>
          </div>
        </>
      )}
    </section>
  )
}

const refusals = ['unknown-file', 'not-for-us', 'other-team', 'failed'] as const

function Taken({ state }: { state: State }) {
  if (state.kind === 'ok' || state.kind === 'again') {
    return (
      <>
        <Notice tone="done">
          {state.kind === 'ok'
            ? t('handover:take.ok', { code: state.shortCode, from: state.from })
            : t('handover:take.again', { code: state.shortCode })}
        </Notice>
        <BigCode label={t('handover:take.code')} code={`${state.code.slice(0, 4)} ${state.code.slice(4)}`} />
      </>
    )
  }
  if (state.kind === 'here-already') {
    return <Notice tone="warning">{t('handover:take.hereAlready', { code: state.shortCode })}</Notice>
  }
  const why = refusals.find((kind) => kind === state.kind)
  return why ? <Notice tone="warning">{t(`handover:take.refused.${why}`)}</Notice> : null
}
