import { fromHex, uuidBytes } from '../../crypto/bytes.ts'
import { openItem } from '../../protocol/item.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ItemRow } from '../store/rows.ts'
import { earlierItem, sealedFor } from './earlierItem.ts'
import type { SessionOpener } from './SessionOpener.ts'

/** Looked through for one erasure: refused items are few, and the newest are first. */
const mostRefused = 5_000

/** The case that a stored item is about, and the photos that it would have brought (SPEC PHO-11). */
interface About {
  record: string | null
  photos: readonly string[]
}
const nothing: About = { record: null, photos: [] }

/** What a stored item is about, as its own words or its base say; nothing when it does not open any more. */
async function aboutOf(sessions: SessionOpener, tx: TenantTx, item: ItemRow): Promise<About> {
  const [tenant, chain] = [uuidBytes(tx.tenant), fromHex(sealedFor(item))]
  if (item.ct === null || !tenant || !chain) return nothing
  const session = await sessions.open(tx, item.device, item.sid)
  if (typeof session === 'string') return nothing
  const payload = await openItem(session.keys, { ...item, tenant, chain, headerHash: session.headerHash }, item.ct)
  if (typeof payload === 'string') return nothing
  const photos = payload.x ?? []
  if (payload.r !== undefined) return { record: payload.r, photos }
  const earlier = await earlierItem(tx, item, payload.b ?? 0)
  return { record: earlier && !('waitsFor' in earlier) ? await recordOf(sessions, tx, earlier) : null, photos }
}

/** The case that an earlier item became part of, or would have. */
async function recordOf(sessions: SessionOpener, tx: TenantTx, item: ItemRow): Promise<string | null> {
  return (await tx.verdict(item.chain, item.n))?.record ?? (await aboutOf(sessions, tx, item)).record
}

/**
 * Take out the bodies of items that were refused and are about these erased cases (SPEC ERA-1). Their verdicts name no case, so
 * each is opened to see. Newest first: what stands on an earlier item is looked at before that one is emptied.
 */
export async function eraseRefused(
  sessions: SessionOpener,
  tx: TenantTx,
  records: ReadonlySet<string>,
): Promise<number> {
  let erased = 0
  for (const { verdict } of await tx.troubledItems(mostRefused)) {
    const item = verdict.state === 'rejected' ? await tx.item(verdict.chain, verdict.n) : null
    if (!item || item.ct === null) continue
    const about = await aboutOf(sessions, tx, item)
    const record = verdict.record ?? about.record
    if (record === null || !records.has(record)) continue
    await tx.endPhotos(item.device, about.photos)
    await tx.eraseItem(item.chain, item.n)
    erased += 1
  }
  return erased
}
