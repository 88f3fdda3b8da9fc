import { useState } from 'preact/hooks'
import { formatBytes } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import type { CarriedWork } from '../../storage/ports.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { canShare, saveFile, shareable, shareFile } from '../../ui/saveFile.ts'

type State =
  | { kind: 'ready' }
  | { kind: 'making' }
  /** `waits`: so much waited when it was made; a receipt takes off that */
  | { kind: 'made'; work: CarriedWork; file: File; waits: number }
  | { kind: 'none' }
  | { kind: 'failed' }

const fileOf = ({ name, bytes }: CarriedWork): File => new File([bytes], name, { type: 'application/octet-stream' })

/** What waits, sealed, into a file for the desk: a person carries it, and nobody on the way can read it (SPEC FIL-1). */
export function WorkToFile() {
  const { handover, sync } = usePorts()
  const { pending, photos } = useWatch(sync.status)
  const [state, setState] = useState<State>({ kind: 'ready' })
  const waits = pending + photos.waiting

  async function make() {
    setState({ kind: 'making' })
    try {
      const work = await (await handover()).workFile()
      if (!work) return setState({ kind: 'none' })
      const file = fileOf(work)
      setState((await saveFile(file)) ? { kind: 'made', work, file, waits } : { kind: 'ready' })
    } catch {
      setState({ kind: 'failed' })
    }
  }

  return (
    <section class="stack" aria-labelledby="to-file-title">
      <h2 id="to-file-title">{t('handover:out.title')}</h2>
      <p class="measure">{t('handover:out.text')}</p>
      <p>
        <strong>
          {waits === 0
            ? t('handover:out.nothing')
            : t('handover:out.waiting', { count: pending, photos: photos.waiting })}
        </strong>
      </p>
      {waits > 0 && (
        <div class="cluster">
          <Button variant="primary" icon="document" disabled={state.kind === 'making'} onClick={() => void make()}>
            {t('handover:out.make')}
          </Button>
        </div>
      )}
      <div role="status" class="stack stack--tight">
        {state.kind === 'none' && <Notice tone="info">{t('handover:out.onlyByLine')}</Notice>}
        {state.kind === 'failed' && <Notice tone="warning">{t('handover:out.failed')}</Notice>}
        {state.kind === 'made' && waits >= state.waits && <Made work={state.work} file={state.file} />}
      </div>
    </section>
  )
}

function Made({ work, file }: { work: CarriedWork; file: File }) {
  const [failed, setFailed] = useState(false)
  const { left } = work
  const shared = shareable(file)
  return (
    <>
      <Notice tone="done" title={t('handover:out.done', { count: work.items, photos: work.photos })}>
        {t('handover:out.next', { name: work.name, size: formatBytes(work.bytes.length) })}
      </Notice>
      {left.photos > 0 && <Notice tone="help">{t('handover:out.photosLeft', { count: left.photos })}</Notice>}
      {left.items > 0 && <Notice tone="help">{t('handover:out.itemsLeft', { count: left.items })}</Notice>}
      {canShare(shared) && (
        <div class="cluster">
          <Button icon="send" onClick={() => void shareFile(shared).catch(() => setFailed(true))}>
            {t('handover:out.share')}
          </Button>
        </div>
      )}
      {failed && <Notice tone="warning">{t('handover:out.shareFailed')}</Notice>}
    </>
  )
}
