import { readMeta } from '../db/meta.ts'
import type { ChainRow, HeadRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { readChains } from '../seal/chains.ts'

/**
 * All chains with what is promised of them. A receipt of an epoch before a restore promises nothing: a chain that the hub
 * was not asked for since counts as if it had none, also one that was finished long ago, or whose branch was not (SPEC EPO-1).
 */
export async function chainsByEpoch(db: TabletDb): Promise<(ChainRow & HeadRow)[]> {
  const [rows, device] = await Promise.all([readChains(db), readMeta(db, 'device')])
  const epoch = device?.epoch ?? 0
  const isStale = (row: ChainRow & HeadRow) =>
    row.epoch < epoch || (row.branch !== undefined && row.branch.after < row.n && row.branch.epoch < epoch)
  return rows.map((row) => (isStale(row) ? { ...row, receiptedN: 0 } : row))
}
