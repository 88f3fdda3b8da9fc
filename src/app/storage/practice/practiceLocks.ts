import type { Locks } from '../platform/webLocks.ts'
import { practicePlace } from './practicePlace.ts'

const ownName = (name: string) => `${practicePlace} ${name}`

/** Locks of practice's own: whoever practises in one tab must never hold up real work in another. */
export const practiceLocks: Locks = {
  hold: async (name, work) => await navigator.locks.request(ownName(name), work),
  holdIfFree: async (name, work) =>
    await navigator.locks.request(ownName(name), { ifAvailable: true }, (lock) => (lock ? work() : ('taken' as const))),
}
