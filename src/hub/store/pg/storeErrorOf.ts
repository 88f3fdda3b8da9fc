import { DatabaseError } from 'pg'
import { StoreError } from '../HubStore.ts'

/** SQLSTATEs that mean "the same transaction may well pass if it is run again". */
const TRANSIENT = new Set(['40001', '40P01'])

/**
 * What went wrong in the database, as the store says it. Only the SQLSTATE and names of tables and constraints go
 * along: PostgreSQL's own message and detail quote values of rows, which must reach no log.
 */
export function storeErrorOf(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  if (!(error instanceof DatabaseError)) return new StoreError('unavailable', systemCode(error))
  const data: Record<string, string> = { sqlstate: error.code ?? '' }
  if (error.table !== undefined) data.table = error.table
  if (error.constraint !== undefined) data.constraint = error.constraint
  if (error.code === '23505') return new StoreError('duplicate', data)
  if (error.code === 'TS001' || TRANSIENT.has(error.code ?? '')) return new StoreError('conflict', data)
  if (error.code === '53100') return new StoreError('disk-full', data)
  return new StoreError('unavailable', data)
}

/** May the transaction that failed so be run again as a whole. */
export function isTransient(error: unknown): boolean {
  return error instanceof StoreError && TRANSIENT.has(String(error.data.sqlstate ?? ''))
}

function systemCode(error: unknown): Record<string, string> {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? { system: error.code } : {}
}
