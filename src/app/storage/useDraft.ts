import { useEffect, useMemo, useState } from 'preact/hooks'
import { type Autosave, createAutosave, type DraftPatch, type SaveStatus } from './autosave.ts'
import { registerSave } from './openSaves.ts'
import type { Draft } from './ports.ts'
import { usePorts, useWatch } from './usePorts.ts'

export interface DraftWork {
  draft: Draft
  status: SaveStatus
  /** Shows the fields at once and writes them soon after; `null` removes a field. */
  set(patch: DraftPatch): void
  /** Notes the screen to come back to. */
  moveTo(at: string): void
  flush(): Promise<boolean>
  /** Reads again what is stored: something else than a screen's fields has changed it. */
  reload(): Promise<void>
}

export type DraftLoad =
  | { kind: 'loading' | 'gone' | 'failed' }
  /** another tablet has it */
  | { kind: 'given' }
  | { kind: 'open'; work: DraftWork }

function applied(draft: Draft, patch: DraftPatch): Draft {
  const groups = { ...draft.groups }
  for (const [group, fields] of Object.entries(patch)) {
    const next = { ...groups[group], ...fields }
    groups[group] = Object.fromEntries(Object.entries(next).filter(([, value]) => value !== null))
  }
  return { ...draft, groups }
}

/**
 * It came from another tablet with the screen to go on at, and nothing was saved of it here. Opening it is word enough that it is worked
 * at (SPEC HLD-2), and on that very screen no step of ours would say so.
 */
const isJustGiven = ({ at, updatedAt }: Draft): boolean => at !== '' && updatedAt === 0

/** Opens a draft for a screen: what is stored, what is typed on top of it, and whether that is safe on the machine. */
export function useDraft(id: string): DraftLoad {
  const { drafts } = usePorts()
  const [found, setFound] = useState<{ id: string; draft: Draft | null; failed: boolean } | null>(null)
  const autosave: Autosave = useMemo(() => createAutosave((patch, at) => drafts.save(id, patch, at)), [drafts, id])
  const status = useWatch(autosave.status)

  useEffect(() => {
    let here = true
    drafts.get(id).then(
      (draft) => {
        if (!here) return
        // what a full disk did not take before the lock: there may be room now. First, so that no screen calls it saved
        if (draft?.unwritten || (draft && isJustGiven(draft))) autosave.push({}, draft.at)
        setFound({ id, draft, failed: false })
      },
      () => here && setFound({ id, draft: null, failed: true }),
    )
    return () => {
      here = false
    }
  }, [drafts, id, autosave])

  useEffect(() => {
    const unregister = registerSave(autosave.flush)
    return () => {
      // the screen goes away, what was typed does not
      void autosave.flush().finally(unregister)
    }
  }, [autosave])

  if (!found || found.id !== id) return { kind: 'loading' }
  if (found.failed) return { kind: 'failed' }
  const { draft } = found
  if (!draft) return { kind: 'gone' }
  if (draft.given) return { kind: 'given' }
  return {
    kind: 'open',
    work: {
      draft,
      status,
      set(patch) {
        setFound((now) => (now?.draft ? { ...now, draft: applied(now.draft, patch) } : now))
        autosave.push(patch)
      },
      moveTo(at) {
        setFound((now) => (now?.draft ? { ...now, draft: { ...now.draft, at } } : now))
        autosave.push({}, at)
      },
      flush: autosave.flush,
      async reload() {
        const now = await drafts.get(id)
        if (now) setFound({ id, draft: now, failed: false })
      },
    },
  }
}
