import type { Locks } from '../../src/app/storage/platform/webLocks.ts'

/** Locks that several "tabs" of one test share, in order of asking. */
export function fifoLocks(): Locks {
  const tails = new Map<string, Promise<unknown>>()
  const held = new Set<string>()
  const hold: Locks['hold'] = (name, work) => {
    const run = async () => {
      held.add(name)
      try {
        return await work()
      } finally {
        held.delete(name)
      }
    }
    const result = (tails.get(name) ?? Promise.resolve()).then(run, run)
    tails.set(name, result)
    return result
  }
  return {
    hold,
    holdIfFree: async (name, work) => (held.has(name) ? 'taken' : hold(name, work)),
  }
}
