import { Problem } from '../../protocol/problems.ts'
import { CommandError } from './withHub.ts'

/** A refusal of the hub's own code as the sentence of a terminal; what is none goes up as it is. */
export function explained(error: unknown): never {
  if (!(error instanceof Problem)) throw error
  const { field, reason, what, status } = error.data
  if (field === 'password') throw new CommandError('password-weak')
  if (field === 'communeCode') throw new CommandError('commune-there')
  if (error.code === 'malformed') throw new CommandError('field-wrong', { field: field ?? '' })
  if (reason === 'last-admin') throw new CommandError('last-admin')
  if (error.code === 'conflict' && status !== undefined) throw new CommandError('tablet-other-state', { state: status })
  if (error.code === 'conflict') throw new CommandError('name-taken')
  if (what === 'team') throw new CommandError('team-unknown')
  throw error
}
