import { findSecret } from '../../../domain/secretGuard.ts'
import { StorageProblem } from '../ports.ts'
import type { Groups } from './applyPatch.ts'

/** A month of a year, as partial dates are written; six digits, but no code that anybody was sent. */
const yearMonth = /^(?:18|19|20)\d{2}-(?:0[1-9]|1[0-2])$/

function isSecret(value: unknown): boolean {
  if (typeof value === 'string') return !yearMonth.test(value) && findSecret(value) !== null
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some(isSecret)
}

/**
 * The last gate before anything is stored (SPEC STO-5): the screens ask first, this one does not trust them to. Throws
 * `StorageProblem('failed', {reason: 'secret', group, field})`; the text itself is in no error.
 */
export function refuseSecrets(patch: Groups): void {
  for (const [group, fields] of Object.entries(patch)) {
    for (const [field, value] of Object.entries(fields)) {
      if (isSecret(value)) throw new StorageProblem('failed', { reason: 'secret', group, field })
    }
  }
}
