const dayMs = 86_400_000
/** On so many days the hub has been at work before what fell due is erased for good. */
const enough = 7

/** Days of the hub's clock on which it was at work, each since 1970, rising; the newest `enough` of them. */
export type WorkedDays = readonly number[]

/**
 * The days after it has been at work at `now` (ms). What a clock that was ahead has counted is no day that was: the days to come
 * are forgotten.
 */
export function afterWork(days: WorkedDays, now: number): WorkedDays {
  const today = Math.floor(now / dayMs)
  const past = days.filter((day) => day < today)
  return [...past, today].slice(-enough)
}

/**
 * The time (ms) that has certainly passed, or null while that is not known: its day and six more the hub has been at work on. A clock
 * that jumps ahead makes one day of the years between, and erases nothing by itself (decision 019).
 */
export const certainlyPast = (days: WorkedDays): number | null => {
  const [first] = days
  return days.length < enough || first === undefined ? null : first * dayMs
}
