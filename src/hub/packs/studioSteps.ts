import { Problem } from '../../protocol/problems.ts'
import type { ClipState } from '../store/rows.ts'
import type { StudioActor, StudioDecision } from './StudioActor.ts'

/** What clips and translations have in common on their way from one person past a second one to the tablets (decision 022). */
interface StudioPart {
  readonly id: string
  readonly state: ClipState
  readonly decidedBy: string | null
  readonly decidedAt: number | null
  readonly reason: string
  readonly isOut: boolean
}

/** It waits for a second person, or for who did it. */
export const waits = ({ state }: Pick<StudioPart, 'state'>): boolean => state === 'draft' || state === 'returned'

/** It is the one of its sentence that counts, or did until its speaker took it back. */
export const counts = ({ state }: Pick<StudioPart, 'state'>): boolean => state === 'reviewed' || state === 'withdrawn'

/** Another one counts in its place, and tablets have it until that one is published. */
export const isReplaced = ({ state }: Pick<StudioPart, 'state'>): boolean => state === 'replaced'

/** The part after a second person's word. Throws `Problem` `not-allowed` to who did it, and `conflict` where it does not wait. */
export function decided<R extends StudioPart>(
  part: R,
  doneBy: string,
  { officer }: StudioActor,
  at: number,
  decision: StudioDecision,
): R {
  if (doneBy === officer) throw new Problem('not-allowed')
  if (part.state !== 'draft') throw new Problem('conflict')
  const by = { decidedBy: officer, decidedAt: at }
  return decision.decision === 'approve'
    ? { ...part, ...by, state: 'reviewed' }
    : { ...part, ...by, state: 'returned', reason: decision.reason }
}

/** Note of each whether tablets are told of it. */
export async function markOut<R extends StudioPart>(
  parts: readonly R[],
  isOut: boolean,
  put: (part: R) => Promise<void>,
): Promise<void> {
  for (const part of parts) if (part.isOut !== isOut) await put({ ...part, isOut })
}

/** Those that another took the place of go once no tablet is told of them any more. */
export async function forgetReplaced(parts: readonly StudioPart[], drop: (id: string) => Promise<void>): Promise<void> {
  for (const { id } of parts.filter(isReplaced)) await drop(id)
}

/**
 * Make room for another one of the sentence that counts now. Of the one that did, what tablets have stays, so that its speaker can
 * still take it back; what was given back goes; and who else waits for a second person goes on waiting. `put` and `drop` are the
 * store's.
 */
export async function makeRoom<R extends StudioPart>(
  others: readonly R[],
  put: (part: R) => Promise<void>,
  drop: (id: string) => Promise<void>,
): Promise<void> {
  for (const part of others) {
    if (counts(part)) await (part.isOut ? put({ ...part, state: 'replaced' }) : drop(part.id))
    else if (part.state === 'returned') await drop(part.id)
  }
}
