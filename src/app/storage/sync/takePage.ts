import { placeHash } from '../../../protocol/chain.ts'
import type { PullEntry, SealedPage } from '../../../protocol/page.ts'
import { addLedgerBytes, readMeta, writeMeta } from '../db/meta.ts'
import type { ChainRow, OutboxRecord, VerdictRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { emptyPack } from './DexiePackStore.ts'
import { forgetGone, isErased } from './forgetErased.ts'
import { pageBytes, pageRow, spentPages } from './pageRow.ts'
import { safeFor, takeSafe } from './safeBodies.ts'
import { movesForward, settled } from './settle.ts'

type Entry<K extends PullEntry['k']> = Extract<PullEntry, { k: K }>

/**
 * Store a page, what its entries say, and its cursor, in one transaction (SPEC PULL-3). Safe to repeat: a page taken twice
 * changes nothing. No key is needed here.
 */
export async function takePage(db: TabletDb, page: SealedPage, entries: readonly PullEntry[]): Promise<void> {
  const row = pageRow(page, entries)
  const tables = [db.meta, db.pages, db.chains, db.heads, db.outbox, db.verdicts, db.drafts, db.answered, db.packs]
  await db.transaction('rw', tables, async () => {
    if (((await readMeta(db, 'cursor')) ?? 0) >= page.to) return
    // hardly ever any: one read here saves one for each record of the page
    const answered = new Set(await db.answered.toCollection().primaryKeys())
    for (const entry of entries) {
      if (entry.k === 'verdict' || entry.k === 'forked') await takeVerdict(db, entry)
      else if (entry.k === 'safe') await takeSafe(db, entry)
      else if (entry.k === 'pack') await wantPack(db, entry)
      else if ((entry.k === 'record' || entry.k === 'gone') && answered.has(entry.id)) await takeNews(db, entry)
    }
    const gone = entries.flatMap((entry) => (entry.k === 'gone' ? [entry.id] : []))
    if (gone.length > 0) await forgetGone(db, gone)
    const saysSomething = row.ids.length > 0 || row.gone.length > 0
    if (saysSomething) {
      await db.pages.put(row)
      await addLedgerBytes(db, pageBytes(row))
    }
    await writeMeta(db, 'cursor', page.to)
    if (!page.more) await dropSpentPages(db)
  })
}

/** The hub tells of a pack: it is brought in after the pull (SPEC PCK-4). An older one stays as it is until then. */
async function wantPack(db: TabletDb, { id, jws }: Entry<'pack'>): Promise<void> {
  const row = await db.packs.get(id)
  await db.packs.put({ ...(row ?? emptyPack(id)), wanted: jws })
}

type AnyVerdict = Entry<'verdict'> | Entry<'forked'>

/**
 * Of two tablets with one identity each has an item at that number: is this verdict for the one here (SPEC PULL-8)? While nobody
 * knows yet where the two have parted, a plain one is kept until that is known.
 */
function mayBeFor(item: OutboxRecord, entry: AnyVerdict, chain: ChainRow, known: VerdictRow | undefined): boolean {
  if (entry.k === 'forked') return placeHash(item.hash) === entry.h
  const isNamed = known?.forked === true && known.before !== true
  return !isNamed && !(item.forked && chain.branch)
}

async function takeVerdict(db: TabletDb, entry: AnyVerdict): Promise<void> {
  const { k, chain: id, n, state, reason, data, record, version } = entry
  const key: [string, number] = [id, n]
  const [known, item, chain] = await Promise.all([db.verdicts.get(key), db.outbox.get(key), db.chains.get(id)])
  if (!item || !chain || !mayBeFor(item, entry, chain, known)) return
  const isNamed = k === 'forked'
  if (!movesForward(known) && (!isNamed || known?.forked)) return
  const row: VerdictRow = { chain: id, n, state, reason, data, record, version, ...(isNamed && { forked: true }) }
  await db.verdicts.put(row)
  if (item.forked && !isNamed) return
  const isReceipted = n <= chain.receiptedN
  const next = settled(item, isReceipted, row, safeFor(chain, item))
  await db.outbox.put(next)
  await addLedgerBytes(db, next.bytes - item.bytes)
  // without a receipt it may be another's: a copy of this tablet has taken the number and nobody here knows yet (SPEC RCP-3)
  if (!isReceipted) return
  if (state === 'applied' || isErased(row)) await dropDecidedPartial(db, row)
  // what the hub would not take is offered again, and what it took without its command: nothing is answered by that (SPEC MRG-5)
  const isAnswer = state !== 'rejected' && data.command === undefined
  if (!isAnswer) await db.answered.filter((answer) => answer.chain === id && answer.n === n).delete()
}

/**
 * A partial that the hub has applied comes back by pull; the copy here goes, unless it was worked on since (SPEC STO-3). Of an erased
 * case nothing comes back, and the copy goes all the same (SPEC ERA-2).
 */
async function dropDecidedPartial(db: TabletDb, verdict: VerdictRow): Promise<void> {
  const drafts = await db.drafts
    .filter(({ partial }) => partial?.chain === verdict.chain && partial.n === verdict.n)
    .toArray()
  await db.drafts.bulkDelete(drafts.map(({ id }) => id))
}

/** A newer state of a record, or its end, closes what this tablet had answered to the older one. */
async function takeNews(db: TabletDb, entry: Entry<'record'> | Entry<'gone'>): Promise<void> {
  const answer = await db.answered.get(entry.id)
  if (answer && (entry.k === 'gone' || entry.version > answer.version)) await db.answered.delete(entry.id)
}

async function dropSpentPages(db: TabletDb): Promise<void> {
  const rows = await db.pages.orderBy('to').toArray()
  const spent = new Set(spentPages(rows))
  await db.pages.bulkDelete([...spent])
  await addLedgerBytes(db, -rows.filter(({ to }) => spent.has(to)).reduce((sum, row) => sum + pageBytes(row), 0))
}
