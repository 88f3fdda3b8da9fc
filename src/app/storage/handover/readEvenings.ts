import { localDay } from '../../../domain/localDay.ts'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import type { ChainRow, HeadRow, OutboxRecord } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { EveningNote } from '../ports.ts'
import { readChains } from '../seal/chains.ts'
import { refOf, type VaultHolder } from '../sync/refOf.ts'

/** rows read at a time, and in all of one chain: no team captures so much in a few evenings */
const batch = 64
const mostRead = 640

/** An evening with the places of what it captured (SPEC LED-1). */
export interface EveningPlaces extends EveningNote {
  stretches: [chain: string, from: number, to: number][]
}

async function rowsSince(db: TabletDb, { chain, n }: HeadRow, since: number): Promise<OutboxRecord[]> {
  const found: OutboxRecord[] = []
  for (let to = n; to > 0 && found.length < mostRead; to -= batch) {
    const range = db.outbox.where('[chain+n]').between([chain, Math.max(1, to - batch + 1)], [chain, to], true, true)
    const rows = await range.toArray()
    found.unshift(...rows.filter(({ createdAt }) => createdAt >= since))
    if (rows.every(({ createdAt }) => createdAt < since)) break
  }
  return found
}

const empty = (day: string): EveningPlaces => ({ day, captured: 0, acknowledged: 0, waiting: [], stretches: [] })

function count(evening: EveningPlaces, { chain, n }: OutboxRecord, isAcknowledged: boolean): void {
  evening.captured += 1
  if (isAcknowledged) evening.acknowledged += 1
  const last = evening.stretches.at(-1)
  if (last?.[0] === chain && last[2] === n - 1) last[2] = n
  else evening.stretches.push([chain, n, n])
}

async function countChain(
  db: TabletDb,
  keyring: VaultHolder,
  chain: ChainRow & HeadRow,
  since: number,
  evenings: Map<string, EveningPlaces>,
): Promise<void> {
  for (const row of await rowsSince(db, chain, since)) {
    const day = localDay(row.createdAt)
    const evening = evenings.get(day) ?? empty(day)
    evenings.set(day, evening)
    const isAcknowledged = row.n <= chain.receiptedN
    count(evening, row, isAcknowledged)
    if (isAcknowledged) continue
    const ref = await refOf(keyring, row)
    evening.waiting.push({ n: row.n, shortCode: ref ? shortCodeOf(ref.record) : null })
  }
}

/**
 * What this tablet captured in the evenings since `since` (tablet's clock, ms), the newest first: what receipts cover, and what
 * waits, by its short code while unlocked (SPEC LED-1).
 */
export async function readEvenings(db: TabletDb, keyring: VaultHolder, since: number): Promise<EveningPlaces[]> {
  const evenings = new Map<string, EveningPlaces>()
  for (const chain of await readChains(db)) await countChain(db, keyring, chain, since, evenings)
  return [...evenings.values()].sort((a, b) => (a.day < b.day ? 1 : -1))
}
