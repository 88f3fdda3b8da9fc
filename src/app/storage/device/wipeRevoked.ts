import { addLedgerBytes, readMeta, writeMeta } from '../db/meta.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { pageBytes } from '../sync/pageRow.ts'
import { readProfile, sealProfile } from './profile.ts'

/**
 * A revoked tablet forgets what it could read, at this its next contact and after it has sent what it held (SPEC HEA-5):
 * volunteers' keys, what opens drafts that were given to it, what other tablets told it, the team's pages, drafts that lie sealed in the outbox. What is sealed stays here and goes on to the hub,
 * into quarantine (SPEC PULL-5). A draft that could not be sealed stays as ciphertext that no key here opens any more. Safe to
 * repeat.
 */
export async function wipeRevoked(db: TabletDb): Promise<void> {
  const known = await readProfile(db)
  if (known?.device.status !== 'revoked') return
  const blank = await sealProfile(known.device, { ...known.profile, lease: '', volunteers: [] })
  await db.transaction('rw', [db.meta, db.volunteers, db.pages, db.drafts, db.outbox, db.studio], async () => {
    if ((await readMeta(db, 'device'))?.status !== 'revoked') return
    const sealed = await db.drafts.filter(({ partial }) => partial !== null).toArray()
    const pages = await db.pages.toArray()
    await db.volunteers.clear()
    await db.pages.clear()
    await db.drafts.bulkDelete(sealed.map(({ id }) => id))
    await db.studio.filter(({ place }) => place !== null).delete()
    // what other tablets gave this one opens no more, wherever a copy lies
    await db.meta.delete('ageKey')
    await db.meta.delete('meeting')
    await writeMeta(db, 'profile', blank)
    await addLedgerBytes(db, -pages.reduce((sum, row) => sum + pageBytes(row), 0))
  })
}
