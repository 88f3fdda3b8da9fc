import { fromBase64url, fromHex, uuidBytes } from '../../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../../crypto/CryptoPort.ts'
import { Problem } from '../../protocol/problems.ts'
import { isNonceOurs } from '../ingest/nonce.ts'
import type { HubStore, TenantTx } from '../store/HubStore.ts'
import type { DeviceRow } from '../store/rows.ts'

export interface AskPorts {
  store: HubStore
  crypto: CryptoPort
  nonceSecret: Uint8Array
  now(): number
}

/** What a tablet signs, and how. */
export interface SignedAsk {
  tenant: string
  device: string
  nonce: string
  signature: string
}

const nonceLifetimeMs = 20 * 60 * 1000

/**
 * The approved tablet that signed this request with a nonce of ours, which is used up by it (SPEC PULL-1). No clock but the
 * hub's is asked. Throws `Problem`.
 *
 * @param message what the signature is over, given the ids' and the nonce's bytes
 */
export async function askingDevice(
  ports: AskPorts,
  tx: TenantTx,
  request: SignedAsk,
  message: (tenant: Bytes, device: Bytes, nonce: Bytes) => Bytes,
): Promise<DeviceRow> {
  const [tenant, id, nonce] = [uuidBytes(request.tenant), uuidBytes(request.device), fromHex(request.nonce)]
  const signature = fromBase64url(request.signature)
  if (!tenant || !id || !nonce || !signature) throw new Problem('malformed')
  const device = await tx.device(request.device)
  if (!device || device.status === 'refused') throw new Problem('not-found')
  if (device.status === 'revoked') throw new Problem('revoked')
  if (device.status === 'pending') throw new Problem('not-approved')
  if (!(await isNonceOurs(ports.crypto, ports.nonceSecret, id, request.nonce, ports.now()))) {
    throw new Problem('nonce-unknown')
  }
  if (!(await ports.crypto.verify(device.signKey, message(tenant, id, nonce), signature))) {
    throw new Problem('bad-signature')
  }
  if (!(await tx.useNonce(request.nonce, ports.now() + nonceLifetimeMs))) throw new Problem('nonce-used')
  await tx.seeDevice(device.id, ports.now())
  return device
}
