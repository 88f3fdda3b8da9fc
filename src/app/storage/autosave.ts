import { signal } from '@preact/signals'
import { StorageProblem, type Watch } from './ports.ts'

/** Changed fields by group, as `DraftPort.save` takes them; `null` removes a field. */
export type DraftPatch = Record<string, Record<string, unknown>>

export type SaveStatus = { kind: 'saved' } | { kind: 'saving' } | { kind: 'failed'; code: StorageProblem['code'] }

export interface Autosave {
  readonly status: Watch<SaveStatus>
  /** Takes changed fields; they are written `delayMs` after the first of them at the latest. */
  push(patch: DraftPatch, at?: string): void
  /** Writes everything now. True when all that was pushed is durable. */
  flush(): Promise<boolean>
  /** Stops the timer; call `flush` before. */
  stop(): void
}

/** The longest that a typed letter waits in memory (issue 2 §6: every field survives a killed browser). */
const longestWait = 300

/** Lays a later patch over an earlier one, field by field. */
export function mergePatch(earlier: DraftPatch, later: DraftPatch): DraftPatch {
  const merged: DraftPatch = { ...earlier }
  for (const [group, fields] of Object.entries(later)) merged[group] = { ...merged[group], ...fields }
  return merged
}

/**
 * Gathers typed fields and writes them one write at a time. A write that fails keeps its fields: they go with the next
 * one, so nothing that stands on the screen is dropped.
 */
export function createAutosave(
  save: (patch: DraftPatch, at?: string) => Promise<void>,
  delayMs = longestWait,
): Autosave {
  const status = signal<SaveStatus>({ kind: 'saved' })
  let waiting: { patch: DraftPatch; at: string | undefined } | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let running: Promise<boolean> | null = null

  function cancelTimer() {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }

  function take() {
    const taken = waiting
    waiting = null
    return taken
  }

  async function write(): Promise<boolean> {
    for (let taken = take(); taken; taken = take()) {
      const { patch, at } = taken
      status.value = { kind: 'saving' }
      try {
        await save(patch, at)
      } catch (error) {
        const newer = take()
        waiting = { patch: mergePatch(patch, newer?.patch ?? {}), at: newer?.at ?? at }
        status.value = { kind: 'failed', code: error instanceof StorageProblem ? error.code : 'failed' }
        return false
      }
    }
    status.value = { kind: 'saved' }
    return true
  }

  function flush(): Promise<boolean> {
    cancelTimer()
    if (running) return running.then((ok) => (waiting ? flush() : ok))
    if (!waiting) return Promise.resolve(status.value.kind !== 'failed')
    running = write().finally(() => {
      running = null
    })
    return running
  }

  return {
    status,
    push(patch, at) {
      waiting = { patch: mergePatch(waiting?.patch ?? {}, patch), at: at ?? waiting?.at }
      if (status.value.kind === 'saved') status.value = { kind: 'saving' }
      timer ??= setTimeout(() => void flush(), delayMs)
    },
    flush,
    stop: cancelTimer,
  }
}
