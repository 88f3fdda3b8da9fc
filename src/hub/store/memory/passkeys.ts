import { StoreError } from '../HubStore.ts'
import type { PasskeysPart } from '../parts.ts'
import type { PasskeyRow } from '../rows.ts'
import { sameBytes } from '../sameBytes.ts'
import type { MemoryContext } from './MemoryContext.ts'

/** What a passkey was never becomes something else: its counter only rises, a blocked one stays so. */
function refuseBackwards(before: PasskeyRow | undefined, row: PasskeyRow): void {
  if (before === undefined) return
  const isOther = before.officer !== row.officer || !sameBytes(before.publicKey, row.publicKey)
  const isBlocked = before.blockedAt !== null && before.blockedAt !== row.blockedAt
  if (isOther || isBlocked || row.counter < before.counter) throw new StoreError('conflict')
}

/** Officers' passkeys, in memory. */
export function passkeys(context: MemoryContext): PasskeysPart {
  const { data, undo } = context
  return {
    putPasskey: (row) =>
      context.run(() => {
        refuseBackwards(data.passkeys.peek(row.id), row)
        data.passkeys.put(row.id, row, undo)
      }),
    lockPasskey: (id) => context.run(() => data.passkeys.get(id)),
    passkeys: (officer) =>
      context.run(() =>
        data.passkeys.sorted(
          (row) => [row.createdAt, row.id],
          (row) => officer === undefined || row.officer === officer,
        ),
      ),
    deletePasskey: (id) => context.run(() => data.passkeys.remove(id, undo)),
  }
}
