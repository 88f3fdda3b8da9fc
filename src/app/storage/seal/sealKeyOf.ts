import { fromBase64url } from '../../../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../../../crypto/CryptoPort.ts'
import { trustCertificates } from '../../../protocol/statements.ts'
import type { DeviceRow } from '../db/rows.ts'
import { StorageProblem } from '../ports.ts'

/** The seal key that the hub certified last (SPEC KEY-2): the one in use. */
export async function sealKeyOf(crypto: CryptoPort, device: DeviceRow): Promise<{ key: Bytes; kid: Bytes }> {
  const trusted = device.rootKey ? await trustCertificates(crypto, device.rootKey, device.certificates) : null
  const [kid, key] = [...(trusted?.seal ?? [])].at(-1) ?? []
  const kidBytes = kid === undefined ? null : fromBase64url(kid)
  if (!key || !kidBytes) throw new StorageProblem('missing', { what: 'seal-key' })
  return { key, kid: kidBytes }
}
