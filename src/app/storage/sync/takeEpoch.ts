import { hex } from '../../../crypto/bytes.ts'
import type { TakenHead } from '../../../sync/ports.ts'
import type { ChainRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { cutMarks } from './safeBodies.ts'
import { sendAgain } from './sendAgain.ts'

type Head = Pick<TakenHead, 'epoch' | 'n'>

/** Does a head stand at a place of this chain (SPEC CHN-5)? Call inside a transaction of `heads` and `outbox`. */
export async function standsIn(db: TabletDb, chain: string, { n, h }: Pick<TakenHead, 'n' | 'h'>): Promise<boolean> {
  if (n === 0) return true
  const [head, row] = await Promise.all([db.heads.get(chain), db.outbox.get([chain, n])])
  // a row that is long gone was covered by a receipt: nothing left to compare, nothing to send
  return head !== undefined && n <= head.n && (row === undefined || hex(row.hash) === h)
}

/**
 * A head of a chain by a hub that was restored since: what is beyond it is not stored (SPEC EPO-1). Of a chain that was left it
 * says nothing beyond the last common place. Call inside a transaction of `chains`, `heads`, `outbox` and `verdicts`.
 */
export async function takeChainEpoch(db: TabletDb, state: ChainRow, head: Head): Promise<void> {
  if (head.epoch <= state.epoch) return
  const { chain, branch } = state
  const end = branch ? branch.after : ((await db.heads.get(chain))?.n ?? head.n)
  const held = Math.min(head.n, end)
  const safe = cutMarks(state.safe ?? [], head.n)
  await db.chains.update(chain, { epoch: head.epoch, receiptedN: Math.min(state.receiptedN, held), safe })
  if (state.epoch > 0) await sendAgain(db, chain, held + 1, end)
}

/** The same of a head of its branch, for what lies beyond the last common place. */
export async function takeBranchEpoch(db: TabletDb, state: ChainRow, head: Head): Promise<void> {
  const { chain, branch } = state
  if (!branch || head.epoch <= branch.epoch) return
  const held = Math.max(head.n, branch.after)
  const safe = cutMarks(branch.safe ?? [], head.n)
  const receiptedN = Math.min(state.receiptedN, held)
  await db.chains.update(chain, { branch: { ...branch, epoch: head.epoch, safe }, receiptedN })
  const end = (await db.heads.get(chain))?.n ?? held
  if (branch.epoch > 0) await sendAgain(db, chain, held + 1, end)
}
