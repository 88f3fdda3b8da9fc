import { useState } from 'preact/hooks'
import type { DraftWork } from '../../storage/useDraft.ts'
import { usePorts } from '../../storage/usePorts.ts'

/** "Xong": the last typed letters are durable first, then the dossier is sealed and queued; a failure leaves it as it was. */
export function useFinishDossier(work: DraftWork, onDone: () => void) {
  const { drafts } = usePorts()
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready')

  async function run() {
    if (state === 'busy') return
    setState('busy')
    try {
      // the list of proposals served these screens only
      work.set({ about: { proposed: null } })
      if (!(await work.flush())) throw new Error('not saved')
      await drafts.finish(work.draft.id)
      onDone()
    } catch {
      setState('failed')
    }
  }

  return { busy: state === 'busy', failed: state === 'failed', run: () => void run() }
}
