import type { PhotoKey, PhotoRow } from '../store/rows.ts'
import type { PhotoPorts } from './PhotoPorts.ts'

type TidyPorts = Pick<PhotoPorts, 'store' | 'files' | 'now'>

const dayMs = 24 * 3_600_000
/** An item that names a photo may be held, or still on its way, for so long (SPEC PHO-6). */
const unnamedMs = 30 * dayMs
/** A file without a row is one whose row is being written, or was never; after so long it is the latter. */
const orphanMs = dayMs
const batchSize = 200

/** Remove the files of photos whose case was erased; safe to repeat after it was cut (SPEC PHO-11). Returns how many. */
export async function removeErased({ store, files }: TidyPorts, tenant: string): Promise<number> {
  let total = 0
  for (;;) {
    const keys = await store.inTenant(tenant, (tx) => tx.erasingPhotos(batchSize))
    if (keys.length === 0) return total
    for (const key of keys) await files.remove(tenant, key)
    await store.inTenant(tenant, (tx) => tx.photosErased(keys))
    total += keys.length
  }
}

/**
 * Those of these stored photos whose files are gone or of another length: from now on they are missing, and wanted from their
 * tablets (SPEC PHO-8). Returns their keys.
 */
export async function loseMissing(
  { store, files, now }: TidyPorts,
  tenant: string,
  rows: readonly PhotoRow[],
): Promise<PhotoKey[]> {
  const lost: PhotoKey[] = []
  for (const { device, id, length, state } of rows) {
    if (state === 'stored' && !(await files.has(tenant, { device, id }, length))) lost.push({ device, id })
  }
  await losePhotos({ store, now }, tenant, lost)
  return lost
}

/** The bytes of these photos are no more, or others: they are wanted again, and the audit says so (SPEC PHO-8). */
export async function losePhotos(
  { store, now }: Pick<TidyPorts, 'store' | 'now'>,
  tenant: string,
  keys: readonly PhotoKey[],
): Promise<void> {
  if (keys.length === 0) return
  await store.inTenant(tenant, async (tx) => {
    for (const key of keys) {
      // erased, or lost already, since somebody looked
      if ((await tx.photo(key))?.state !== 'stored') continue
      await tx.losePhoto(key)
      await tx.audit({ at: now(), actor: 'hub', action: 'lose-photo', subject: `photo:${key.id}` })
    }
    await tx.nextSeq()
  })
}

/** Files that no stored photo has: what an upload left that was cut at its end, or what an erasure did not reach. */
async function removeOrphans({ store, files, now }: TidyPorts, tenant: string): Promise<void> {
  const old = now() - orphanMs
  for await (const { at, ...key } of files.list(tenant)) {
    if (at > old) continue
    const row = await store.inTenant(tenant, (tx) => tx.photo(key))
    if (row?.state !== 'stored') await files.remove(tenant, key)
  }
}

/**
 * The upkeep of every commune's photos: what was erased goes, what nothing named for long goes, what has no row goes, and
 * what should be here and is not is wanted again (SPEC PHO-6, PHO-8, PHO-11). Ends early when `goesOn` says no.
 */
export async function tidyPhotos(ports: TidyPorts, goesOn: () => boolean = () => true): Promise<void> {
  for (const { id } of await ports.store.tenants()) {
    if (!goesOn()) return
    await removeErased(ports, id)
    for (let dropped = batchSize; dropped === batchSize && goesOn(); ) {
      const keys = await ports.store.inTenant(id, (tx) => tx.dropUnnamedPhotos(ports.now() - unnamedMs, batchSize))
      for (const key of keys) await ports.files.remove(id, key)
      dropped = keys.length
    }
    for (let after: PhotoRow | null = null; goesOn(); ) {
      const from: PhotoRow | null = after
      const rows: PhotoRow[] = await ports.store.inTenant(id, (tx) => tx.storedPhotos(from, batchSize))
      await loseMissing(ports, id, rows)
      after = rows.at(-1) ?? null
      if (rows.length < batchSize) break
    }
    if (goesOn()) await removeOrphans(ports, id)
  }
}
