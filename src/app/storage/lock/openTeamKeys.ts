import type { Bytes, CryptoPort, HpkeOpener } from '../../../crypto/CryptoPort.ts'
import { openOlderKeys } from '../../../protocol/olderTeamKeys.ts'
import { openTeamKey } from '../../../protocol/teamKey.ts'
import type { DeviceRow, VolunteerRow } from '../db/rows.ts'
import { StorageProblem } from '../ports.ts'
import { ownBytes } from '../seal/chains.ts'

/**
 * All team keys that this volunteer can have here, by id: the newest, the older ones that came with it, and those delivered
 * before (SPEC KEY-6). Null when the newest is not for this box key.
 */
export async function openTeamKeys(
  crypto: CryptoPort,
  box: HpkeOpener,
  device: DeviceRow,
  row: VolunteerRow,
): Promise<Map<number, Bytes> | null> {
  if (device.team === null) throw new StorageProblem('missing', { what: 'team' })
  const scope = { tenant: ownBytes(device.tenant), team: ownBytes(device.team), keyId: row.teamKeyId }
  const newest = await openTeamKey(crypto, box, scope, row.teamKey)
  if (!newest) return null
  const keys = new Map<number, Bytes>()
  for (const { keyId, teamKey } of row.held ?? []) {
    const key = await openTeamKey(crypto, box, { ...scope, keyId }, teamKey)
    if (key) keys.set(keyId, key)
  }
  const older = row.older ? await openOlderKeys(crypto, scope, newest, row.older) : null
  for (const [keyId, key] of older ?? []) keys.set(keyId, key)
  return keys.set(row.teamKeyId, newest)
}
