import { fromHex } from '../../crypto/bytes.ts'
import type { Payload } from '../../protocol/payload.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ClaimRow, ItemRow, RecordRow } from '../store/rows.ts'
import { earlierItem } from './earlierItem.ts'

/** How long a slip opens what was begun at a kiosk, after its last page and by the hub's clock (SPEC KSK-5). */
const claimMs = 7 * 24 * 3_600_000

/**
 * Does a kiosk's item begin a record, or go on with one that the same session began (SPEC KSK-3)? A session is one
 * resident's, so nobody at a kiosk reaches what another said there, whatever the page that they were shown.
 */
export async function isOwnWork(tx: TenantTx, item: ItemRow, payload: Payload): Promise<boolean> {
  if (payload.p !== undefined || payload.o !== undefined) return false
  const { b = 0, r } = payload
  if (typeof b === 'number' && b >= 0) return b === 0 && r !== undefined && (await tx.record(r)) === null
  const base = r === undefined ? await earlierItem(tx, item, b) : null
  // one that has not come yet is asked about again when it has
  return base !== null && ('waitsFor' in base || base.sid === item.sid)
}

/** What the slip opens: made with the record's first item, good for a week after each of them. */
export async function keepClaim(tx: TenantTx, record: RecordRow, payload: Payload, now: number): Promise<void> {
  if (!record.unclaimed) return
  const known = await tx.claim(record.id)
  const proof = known?.proof ?? fromHex(payload.k ?? '')
  if (proof?.length !== 32) return
  const row: ClaimRow = { record: record.id, proof, until: 0, wrong: 0, claimedBy: null, ...known }
  await tx.putClaim({ ...row, until: now + claimMs })
}
