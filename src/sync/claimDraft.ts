import { base64url, fromHex, hex, uuidBytes } from '../crypto/bytes.ts'
import { claimAnswerSchema, paths } from '../protocol/api.ts'
import { claimMessage, claimProof } from '../protocol/claim.ts'
import { wireVersions } from '../protocol/limits.ts'
import { askHub, NotTheHub } from './askHub.ts'
import { askNonce } from './askNonce.ts'
import type { SyncPorts } from './ports.ts'

/**
 * Claim the draft of a kiosk's slip for this tablet's team (SPEC KSK-5); it comes with the next pull. Resolves with the record's
 * id. Throws `LineError`, `NotTheHub`, `HubRefusal`.
 */
export async function claimDraft(
  ports: SyncPorts,
  slip: { code: string; secret: string },
  signal: AbortSignal,
): Promise<string> {
  const { round, nonce } = await askNonce(ports, signal)
  const { identity } = round
  const [tenant, device, nonceBytes] = [uuidBytes(identity.tenant), uuidBytes(identity.device), fromHex(nonce)]
  if (!tenant || !device || !nonceBytes) throw new NotTheHub()
  const proof = await claimProof(ports.crypto, tenant, slip.code, slip.secret)
  const body = {
    wire: [wireVersions.min, wireVersions.max],
    tenant: identity.tenant,
    device: identity.device,
    code: slip.code,
    proof: hex(proof),
    nonce,
    signature: base64url(await identity.signer.sign(claimMessage(tenant, device, proof, nonceBytes))),
  }
  return (await askHub(round, paths.claim, body, claimAnswerSchema)).record
}
