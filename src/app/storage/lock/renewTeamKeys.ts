import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { readMeta } from '../db/meta.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { flushSaves } from '../openSaves.ts'
import type { LockPort } from '../ports.ts'
import type { Keyring } from '../seal/Keyring.ts'
import { openTeamVault } from '../vault/Vault.ts'
import { openTeamKeys } from './openTeamKeys.ts'

/**
 * A provision was taken while somebody is unlocked. Their team's key may have turned: it is taken into use at once. They may
 * have left, or been given a new first PIN: then what was typed is saved, for the team, and the tablet locks (SPEC KEY-6, KEY-7).
 */
export async function renewTeamKeys(parts: {
  db: TabletDb
  crypto: CryptoPort
  keyring: Keyring
  lock: Pick<LockPort, 'lock'>
}): Promise<void> {
  const { db, crypto, keyring, lock } = parts
  const open = keyring.current
  const device = await readMeta(db, 'device')
  if (!open || device?.status !== 'ready') return
  const row = await db.volunteers.get(open.volunteer.id)
  const teamKeys = row ? await openTeamKeys(crypto, open.box, device, row) : null
  if (!row || !teamKeys) {
    await flushSaves()
    return lock.lock('asked')
  }
  if ([...teamKeys.keys()].every((keyId) => open.teamKeys.has(keyId))) return
  const vault = await openTeamVault(crypto, teamKeys, device.device, row.teamKeyId)
  keyring.renew(row.id, { vault, teamKeys })
}
