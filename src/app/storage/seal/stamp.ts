import type { Payload } from '../../../protocol/payload.ts'

/** How far the wall clock may stray from the monotonic one before an item says so, ms (SPEC ITM-2). */
const tolerated = 1000

/**
 * When an item was made (SPEC ITM-2): monotonic ms since its session began, and how far the wall clock had moved away from
 * that since, if it strayed. No clock decides anything with it.
 */
export function stamp(
  session: { wall: number; startedAt: number },
  clock: { now: number; monotonic: number },
): Payload['t'] {
  const elapsed = Math.max(0, Math.round(clock.monotonic - session.startedAt))
  const stray = Math.round(clock.now - session.wall - elapsed)
  return Math.abs(stray) > tolerated ? [elapsed, stray] : [elapsed]
}
