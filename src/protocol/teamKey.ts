import { concat, u64 } from '../crypto/bytes.ts'
import type { Bytes, CryptoPort, HpkeOpener } from '../crypto/CryptoPort.ts'
import { labels } from './labels.ts'

export interface TeamKeyScope {
  tenant: Uint8Array
  team: Uint8Array
  keyId: number
}

const zeroIv = new Uint8Array(12)
const infoOf = (scope: TeamKeyScope) => concat(labels.team, scope.tenant, scope.team)
const aadOf = (scope: TeamKeyScope) => concat(scope.tenant, scope.team, u64(scope.keyId))

/** Seal a team key to a volunteer's box key (SPEC KEY-5). */
export async function sealTeamKey(
  crypto: CryptoPort,
  boxKey: Uint8Array,
  scope: TeamKeyScope,
  teamKey: Uint8Array,
): Promise<Bytes> {
  const { enc, context } = await crypto.hpkeSender(boxKey, infoOf(scope))
  const key = await context.export(labels.team, 32)
  return concat(enc, await crypto.aesSeal(key, zeroIv, aadOf(scope), teamKey))
}

/** The team key, or null when it was not sealed for this key and scope. */
export async function openTeamKey(
  crypto: CryptoPort,
  box: HpkeOpener,
  scope: TeamKeyScope,
  sealed: Uint8Array,
): Promise<Bytes | null> {
  const context = await box.open(sealed.subarray(0, 65), infoOf(scope))
  return crypto.aesOpen(await context.export(labels.team, 32), zeroIv, aadOf(scope), sealed.subarray(65))
}
