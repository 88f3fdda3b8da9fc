/** Locks that hold among all tabs and the service worker of this tablet. */
export interface Locks {
  /** Waits its turn, runs `work` alone under this name, and gives its result. */
  hold<T>(name: LockName, work: () => Promise<T>): Promise<T>
  /** Runs `work` if nobody holds the name; else resolves at once with `taken`. */
  holdIfFree<T>(name: LockName, work: () => Promise<T>): Promise<T | 'taken'>
}
/**
 * `chain`: seal and store, among tabs that know of each other (SPEC CHN-2); `sync`: one syncer among tabs; `unlock`: one PIN try at a time; `enrol`
 * and `enrol-wait`: one tab enrols, one asks for the officer's decision.
 */
type LockName = 'tram-so-chain' | 'tram-so-sync' | 'tram-so-unlock' | 'tram-so-enrol' | 'tram-so-enrol-wait'

/** The browser's Web Locks; they go when their tab goes, so a killed tab holds nothing up. */
export const webLocks: Locks = {
  hold: async (name, work) => await navigator.locks.request(name, work),
  holdIfFree: async (name, work) =>
    await navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : ('taken' as const))),
}
