import type { PullEntry } from '../../../protocol/page.ts'
import { addLedgerBytes } from '../db/meta.ts'
import type { ChainRow, OutboxRecord, SafeMark } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'

/** How long a sealed body stays after its item is safe, ms of the hub's clock (SPEC STO-3). */
const keptMs = 7 * 24 * 3_600_000

/** Up to which number a chain lies in a verified backup. */
const safeUpTo = (marks: readonly SafeMark[] | undefined): number => Math.max(0, ...(marks ?? []).map(({ n }) => n))

/** Up to which number what this item is part of lies in a verified backup: the hub's chain, or the branch (SPEC PULL-8). */
export const safeFor = (chain: ChainRow | undefined, { forked }: Pick<OutboxRecord, 'forked'>): number =>
  safeUpTo(forked ? chain?.branch?.safe : chain?.safe)

/**
 * A mark that the hub has signed (`sync/signedMark.ts`): what is applied up to its number is safe (SPEC STO-6). It counts for what is in
 * the chain now and no further. Call inside the page's transaction, with `heads` in it.
 */
export async function takeSafe(db: TabletDb, entry: Extract<PullEntry, { k: 'safe' }>): Promise<void> {
  const all = await db.chains.toArray()
  const known = all.find(({ chain, branch }) => chain === entry.chain || branch?.id === entry.chain)
  if (!known) return
  const { chain, branch } = known
  const isBranch = chain !== entry.chain
  const marks = (isBranch ? branch?.safe : known.safe) ?? []
  const before = safeUpTo(marks)
  const n = Math.min(entry.n, (await db.heads.get(chain))?.n ?? 0)
  if (n <= before) return
  const safe = [...marks, { n, gone: false }]
  await db.chains.update(chain, isBranch && branch ? { branch: { ...branch, safe } } : { safe })
  await db.outbox
    .where('[chain+n]')
    .between([chain, before + 1], [chain, n], true, true)
    .filter(({ state, forked }) => state === 'applied' && (forked ?? false) === isBranch)
    .modify({ state: 'safe' })
}

/**
 * Let go of the sealed bodies that have been safe for seven days by the hub's clock (ms); their hashes stay (SPEC STO-3). The days
 * begin with the first verified head after the mark and after the receipt of all it covers, which nobody but the hub can give. What
 * was held and is applied later goes with a later mark. A chain that a restored hub was not asked for yet keeps all it has: what
 * was safe may be so no longer (SPEC EPO-3). Call inside a transaction of `chains`, `outbox` and `meta`.
 */
export async function dropSafeBodies(db: TabletDb, epoch: number, hubNow: number): Promise<void> {
  for (const row of (await db.chains.toArray()).filter((row) => row.epoch >= epoch)) {
    const { chain, receiptedN, branch } = row
    const safe = await letGo(db, { chain, receiptedN, isBranch: false, marks: row.safe ?? [], hubNow })
    if (safe) await db.chains.update(chain, { safe })
    if (!branch || branch.epoch < epoch) continue
    const ofBranch = await letGo(db, { chain, receiptedN, isBranch: true, marks: branch.safe ?? [], hubNow })
    if (ofBranch) await db.chains.update(chain, { branch: { ...branch, safe: ofBranch } })
  }
}

interface Due {
  chain: string
  receiptedN: number
  isBranch: boolean
  marks: readonly SafeMark[]
  hubNow: number
}

/** The marks as they are afterwards, or null when nothing about them has changed. */
async function letGo(db: TabletDb, { chain, receiptedN, isBranch, marks, hubNow }: Due): Promise<SafeMark[] | null> {
  const seen = marks.map((mark) => seenAt(mark, receiptedN, hubNow))
  const isDue = (mark: SafeMark) => !mark.gone && mark.since !== undefined && mark.since + keptMs <= hubNow
  const upTo = safeUpTo(seen.filter(isDue))
  if (upTo > 0) await dropBodies(db, chain, isBranch, upTo)
  else if (seen.every(({ since }, i) => since === marks[i]?.since)) return null
  return seen.filter((mark) => mark.n >= upTo).map((mark) => (isDue(mark) ? { ...mark, gone: true } : mark))
}

/** A hub's clock that was ahead and is mended begins the days anew: they would not end for years. */
const seenAt = (mark: SafeMark, receiptedN: number, hubNow: number): SafeMark =>
  mark.n <= receiptedN ? { ...mark, since: Math.min(mark.since ?? hubNow, hubNow) } : mark

async function dropBodies(db: TabletDb, chain: string, isBranch: boolean, upTo: number): Promise<void> {
  let freed = 0
  await db.outbox
    .where('[chain+n]')
    .between([chain, 1], [chain, upTo], true, true)
    .filter(({ state, ct, forked }) => state === 'safe' && ct !== null && (forked ?? false) === isBranch)
    .modify((row: OutboxRecord) => {
      const size = row.ct?.length ?? 0
      freed += size
      row.ct = null
      row.bytes -= size
    })
  await addLedgerBytes(db, -freed)
}

/** A restored hub stands at `headN`: what its lost backups held beyond that is safe no longer (SPEC EPO-3). */
export const cutMarks = (marks: readonly SafeMark[], headN: number): SafeMark[] =>
  marks.map((mark) => ({ ...mark, n: Math.min(mark.n, headN) }))
