import type { TabletDb } from '../db/TabletDb.ts'
import type { Holdings } from '../ports.ts'
import { readChains } from '../seal/chains.ts'

/** What lies sealed on this tablet, counted by keys alone: no body is read for it. */
export async function readHoldings(db: TabletDb): Promise<Holdings> {
  const [chains, items, safe] = await Promise.all([
    readChains(db),
    db.outbox.count(),
    db.outbox.where('state').equals('safe').primaryKeys(),
  ])
  const goneUpTo = new Map(
    chains.map(({ chain, safe: marks = [] }) => [chain, Math.max(0, ...marks.map(({ n, gone }) => (gone ? n : 0)))]),
  )
  // the bodies that a mark let go are those of its safe items (SPEC STO-6)
  const gone = safe.filter(([chain, n]) => n <= (goneUpTo.get(chain) ?? 0)).length
  return { sealed: items - gone, sealedSafe: safe.length - gone }
}
