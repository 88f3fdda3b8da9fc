/** The tablet's two clocks, in ms. */
export interface TabletClock {
  /** wall clock: may be years wrong; shown and sent along, never believed */
  now(): number
  /** never goes back while this page lives */
  monotonic(): number
}

export const browserClock: TabletClock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
}
