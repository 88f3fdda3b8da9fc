import { limits } from '../../../protocol/limits.ts'
import { readLedger } from '../db/meta.ts'
import type { TabletDb } from '../db/TabletDb.ts'

/** Room that a new case must have in the ledger before it begins (SPEC STO-4): one item at its largest, and its drafts. */
const caseReserve = 4 * limits.ciphertext

/** May a new case begin? Asked of this tablet's own ledger (SPEC STO-4), and of the disk once it was full (fault 5). */
export async function roomIn(db: TabletDb): Promise<{ ok: boolean; usedBytes: number; capBytes: number }> {
  const { room } = db
  // somebody may have thrown photos away meanwhile
  const isFull = room?.full.value === true && !(await room.look())
  const usedBytes = await readLedger(db)
  return { ok: !isFull && usedBytes + caseReserve <= limits.ledger, usedBytes, capBytes: limits.ledger }
}
