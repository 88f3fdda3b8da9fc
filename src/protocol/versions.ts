import { Problem } from './problems.ts'

/** The highest wire version both sides speak; throws `Problem` `client-too-old` or `hub-too-old`, or `malformed` (SPEC VER-1, VER-2). */
export function commonWire(client: readonly [number, number], hub: { min: number; max: number }): number {
  const [min, max] = client
  if (min > max) throw new Problem('malformed')
  if (max < hub.min) throw new Problem('client-too-old', { min: hub.min, max: hub.max })
  if (min > hub.max) throw new Problem('hub-too-old', { min: hub.min, max: hub.max })
  return Math.min(max, hub.max)
}
