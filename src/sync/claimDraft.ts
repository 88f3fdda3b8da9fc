import { base64url, fromHex, hex, uuidBytes } from '../crypto/bytes.ts'
import { claimAnswerSchema, paths } from '../protocol/api.ts'
import { claimMessage, claimProof } from '../protocol/claim.ts'
import { wireVersions } from '../protocol/limits.ts'
import { askHead } from './askHead.ts'
import { askHub, NotTheHub } from './askHub.ts'
import type { SyncPorts } from './ports.ts'
import type { Round } from './Round.ts'

/**
 * Claim the draft of a kiosk's slip for this tablet's team (SPEC KSK-5); it comes with the next pull. Resolves with the record's
 * id. Throws `LineError`, `NotTheHub`, `HubRefusal`.
 */
export async function claimDraft(
  ports: SyncPorts,
  slip: { code: string; secret: string },
  signal: AbortSignal,
): Promise<string> {
  const identity = await ports.store.identity()
  const chain = (await ports.store.chains()).find(({ current }) => current)
  const [tenant, device] = [uuidBytes(identity?.tenant ?? ''), uuidBytes(identity?.device ?? '')]
  if (!identity || !chain || !tenant || !device) throw new NotTheHub()
  const round: Round = { ...ports, identity, signal, progressed: false }
  const { nonce } = (await askHead(round, { chain: chain.chain })).head
  const nonceBytes = fromHex(nonce)
  if (!nonceBytes) throw new NotTheHub()
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
