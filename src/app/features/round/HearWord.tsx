import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { ScanFrames } from '../../scan/ScanFrames.tsx'
import type { Met, RoundPort } from '../../storage/ports.ts'
import { Button } from '../../ui/button/Button.tsx'
import { FileChoice } from '../../ui/fileChoice/FileChoice.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'

/** Two hundred houses are some 14 kB. */
const mostBytes = 64 * 1024

interface Props {
  port: RoundPort
  onHeard: () => void
  /** what is still to do once it was taken in */
  next: 'tell' | 'both'
}

/** Where another tablet was tonight: seen on its screen, or in its file. */
export function HearWord({ port, onHeard, next }: Props) {
  const [met, setMet] = useState<Met | { kind: 'failed' } | null>(null)
  const [scans, setScans] = useState(false)

  async function take(bytes: Uint8Array) {
    setScans(false)
    try {
      const taken = await port.meet(bytes)
      setMet(taken)
      if ('label' in taken) onHeard()
    } catch {
      setMet({ kind: 'failed' })
    }
  }

  function takeFile(file: File) {
    if (file.size > mostBytes) return setMet({ kind: 'unknown-file' })
    void file.arrayBuffer().then(
      (bytes) => take(new Uint8Array(bytes)),
      () => setMet({ kind: 'failed' }),
    )
  }

  return (
    <section class="stack" aria-labelledby="hear-title">
      <h2 id="hear-title">{t('round:meet.hear')}</h2>
      {scans ? (
        <>
          <ScanFrames onBytes={(bytes) => void take(bytes)} />
          <div>
            <Button icon="close" onClick={() => setScans(false)}>
              {t('round:meet.noScan')}
            </Button>
          </div>
        </>
      ) : (
        <div class="cluster">
          <Button icon="camera" onClick={() => setScans(true)}>
            {t('round:meet.scan')}
          </Button>
        </div>
      )}
      <FileChoice
        id="word"
        text={t('round:meet.choose')}
        hint={t('round:meet.chooseHint')}
        accept=".tsm,.txt"
        onFiles={([file]) => file && takeFile(file)}
      />
      <div role="status" class="stack stack--tight">
        {met && <Taken met={met} next={next} />}
      </div>
    </section>
  )
}

function Taken({ met, next }: { met: Met | { kind: 'failed' }; next: Props['next'] }) {
  if (!('label' in met)) return <Notice tone="warning">{t(`round:meet.refused.${met.kind}`)}</Notice>
  const { label } = met
  if (met.kind !== 'ok') return <Notice tone="info">{t(`round:meet.${met.kind}`, { label })}</Notice>
  return (
    <Notice tone="done" title={t('round:meet.taken', { label, count: met.houses })}>
      {met.strange > 0 && `${t('round:meet.strange', { count: met.strange })} `}
      {t(`round:meet.next.${next}`)}
    </Notice>
  )
}
