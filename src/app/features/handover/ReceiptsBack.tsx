import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import type { ReceiptsTaken } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { FileChoice } from '../../ui/fileChoice/FileChoice.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'

type State = { kind: 'none' } | { kind: 'reading' } | { kind: 'failed' } | ReceiptsTaken

/** No receipt file of ours is larger; what is need not be read into the memory of a tablet. */
const mostBytes = 4 * 1024 * 1024

/** The receipt that the desk gave back for a file: only then is the work the commune's (SPEC FIL-4). */
export function ReceiptsBack() {
  const { handover } = usePorts()
  const [state, setState] = useState<State>({ kind: 'none' })

  async function take(file: File) {
    setState({ kind: 'reading' })
    try {
      if (file.size > mostBytes) return setState({ kind: 'unknown-file' })
      setState(await (await handover()).takeReceipts(new Uint8Array(await file.arrayBuffer())))
    } catch {
      setState({ kind: 'failed' })
    }
  }

  return (
    <section class="stack" aria-labelledby="receipts-title">
      <h2 id="receipts-title">{t('handover:back.title')}</h2>
      <FileChoice
        id="receipts"
        text={t('handover:back.choose')}
        hint={t('handover:back.hint')}
        accept=".json,application/json"
        disabled={state.kind === 'reading'}
        onFiles={([file]) => void (file && take(file))}
      />
      <div role="status">
        {state.kind === 'reading' && <Busy text={t('handover:back.reading')} />}
        {state.kind === 'ok' && <Taken items={state.items} photos={state.photos} />}
        <Refusal state={state} />
      </div>
    </section>
  )
}

function Taken({ items, photos }: { items: number; photos: number }) {
  if (items + photos === 0) return <Notice tone="info">{t('handover:back.again')}</Notice>
  return <Notice tone="done">{t('handover:back.ok', { count: items, photos })}</Notice>
}

const refusals = ['unknown-file', 'other-tablet', 'not-the-hub', 'other-epoch', 'failed'] as const

function Refusal({ state }: { state: State }) {
  const why = refusals.find((kind) => kind === state.kind)
  return why ? <Notice tone="warning">{t(`handover:back.refused.${why}`)}</Notice> : null
}
