import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { openerFromJwk, signerFromJwk } from '../../../crypto/web/webCrypto.ts'
import type { VolunteerKeys } from '../../../protocol/pinBundle.ts'
import { beginSession } from '../../../protocol/sessionHeader.ts'
import type { DeviceRow, VolunteerRow } from '../db/rows.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import { StorageProblem, type VolunteerChoice } from '../ports.ts'
import { ownBytes } from '../seal/chains.ts'
import type { OpenKeys } from '../seal/Keyring.ts'
import { sealKeyOf } from '../seal/sealKeyOf.ts'
import { openTeamVault } from '../vault/Vault.ts'
import { openTeamKeys } from './openTeamKeys.ts'

/** From a volunteer's opened bundle to all that an unlocked tablet works with: team key, vault, a fresh sealing session (SPEC SES-1). */
export async function openVolunteer(
  crypto: CryptoPort,
  clock: TabletClock,
  device: DeviceRow,
  volunteer: { choice: VolunteerChoice; row: VolunteerRow; keys: VolunteerKeys },
): Promise<OpenKeys> {
  const { row, keys, choice } = volunteer
  const tenant = ownBytes(device.tenant)
  const box = await openerFromJwk(keys.box)
  const teamKeys = await openTeamKeys(crypto, box, device, row)
  if (!teamKeys) throw new StorageProblem('failed', { reason: 'damaged' })
  const seal = await sealKeyOf(crypto, device)
  const [vault, session] = await Promise.all([
    openTeamVault(crypto, teamKeys, device.device, row.teamKeyId),
    beginSession(crypto, await signerFromJwk(keys.sign), {
      tenant,
      device: ownBytes(device.device),
      actor: ownBytes(row.id),
      sealKey: seal.key,
      kid: seal.kid,
      wall: clock.now(),
    }),
  ])
  return { volunteer: choice, vault, teamKeys, session, box, startedAt: clock.monotonic() }
}
