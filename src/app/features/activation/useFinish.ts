import { useState } from 'preact/hooks'
import type { DraftWork } from '../../storage/useDraft.ts'
import { usePorts } from '../../storage/usePorts.ts'

/**
 * "Xong": everything typed is durable first, then the draft is sealed and queued in one transaction. A failure leaves the
 * draft as it was.
 */
export function useFinish(work: DraftWork, onDone: () => void) {
  const { drafts } = usePorts()
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready')

  async function run() {
    if (state === 'busy') return
    setState('busy')
    try {
      if (!(await work.flush())) throw new Error('not saved')
      await drafts.finish(work.draft.id)
      onDone()
    } catch {
      setState('failed')
    }
  }

  return { busy: state === 'busy', failed: state === 'failed', run: () => void run() }
}
