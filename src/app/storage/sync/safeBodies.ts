import type { PullEntry } from '../../../protocol/page.ts'
import { addLedgerBytes } from '../db/meta.ts'
import type { OutboxRecord, SafeMark } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'

/** How long a sealed body stays after its item is safe, ms of the hub's clock (SPEC STO-3). */
const keptMs = 7 * 24 * 3_600_000

/** Up to which number a chain lies in a verified backup. */
export const safeUpTo = (marks: readonly SafeMark[] | undefined): number =>
  Math.max(0, ...(marks ?? []).map(({ n }) => n))

/**
 * A mark that the hub has signed (`sync/signedMark.ts`): what is applied up to its number is safe (SPEC STO-6). It counts for what is in
 * the chain now and no further. Call inside the page's transaction, with `heads` in it.
 */
export async function takeSafe(db: TabletDb, entry: Extract<PullEntry, { k: 'safe' }>): Promise<void> {
  const { chain } = entry
  const [known, head] = await Promise.all([db.chains.get(chain), db.heads.get(chain)])
  const before = safeUpTo(known?.safe)
  const n = Math.min(entry.n, head?.n ?? 0)
  if (!known || n <= before) return
  await db.chains.update(chain, { safe: [...(known.safe ?? []), { n, gone: false }] })
  await db.outbox
    .where('[chain+n]')
    .between([chain, before + 1], [chain, n], true, true)
    .filter(({ state }) => state === 'applied')
    .modify({ state: 'safe' })
}

/**
 * Let go of the sealed bodies that have been safe for seven days by the hub's clock (ms); their hashes stay (SPEC STO-3). The days
 * begin with the first verified head after the mark and after the receipt of all it covers, which nobody but the hub can give. What
 * was held and is applied later goes with a later mark. A chain that a restored hub was not asked for yet keeps all it has: what
 * was safe may be so no longer (SPEC EPO-3). Call inside a transaction of `chains`, `outbox` and `meta`.
 */
export async function dropSafeBodies(db: TabletDb, epoch: number, hubNow: number): Promise<void> {
  const chains = (await db.chains.toArray()).filter((row) => row.epoch >= epoch)
  for (const { chain, receiptedN, safe = [] } of chains) {
    const seen = safe.map((mark) => seenAt(mark, receiptedN, hubNow))
    const isDue = (mark: SafeMark) => !mark.gone && mark.since !== undefined && mark.since + keptMs <= hubNow
    const upTo = safeUpTo(seen.filter(isDue))
    if (upTo > 0) await dropBodies(db, chain, upTo)
    else if (seen.every(({ since }, i) => since === safe[i]?.since)) continue
    const left = seen.filter((mark) => mark.n >= upTo)
    await db.chains.update(chain, { safe: left.map((mark) => (isDue(mark) ? { ...mark, gone: true } : mark)) })
  }
}

/** A hub's clock that was ahead and is mended begins the days anew: they would not end for years. */
const seenAt = (mark: SafeMark, receiptedN: number, hubNow: number): SafeMark =>
  mark.n <= receiptedN ? { ...mark, since: Math.min(mark.since ?? hubNow, hubNow) } : mark

async function dropBodies(db: TabletDb, chain: string, upTo: number): Promise<void> {
  let freed = 0
  await db.outbox
    .where('[chain+n]')
    .between([chain, 1], [chain, upTo], true, true)
    .filter(({ state, ct }) => state === 'safe' && ct !== null)
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
