import { StorageProblem } from '../ports.ts'
import type { DraftContent } from './draftContent.ts'

/** What was given to another tablet is gone on with there: a word written here now would go when its code comes (decision 026). */
export function refuseGiven({ given }: DraftContent): void {
  if (given) throw new StorageProblem('failed', { reason: 'draft-given' })
}
