import { base64url, fromHex, uuidBytes } from '../crypto/bytes.ts'
import { callAnswerSchema, paths } from '../protocol/api.ts'
import { callMessage } from '../protocol/call.ts'
import { wireVersions } from '../protocol/limits.ts'
import { askHub, NotTheHub } from './askHub.ts'
import { askNonce } from './askNonce.ts'
import type { SyncPorts } from './ports.ts'

/**
 * Tell the desk that somebody at this kiosk waits for a person, or no more (SPEC KSK-7). Throws `LineError`, `NotTheHub`,
 * `HubRefusal`.
 */
export async function callDesk(ports: SyncPorts, waits: boolean, signal: AbortSignal): Promise<void> {
  const { round, nonce } = await askNonce(ports, signal)
  const { tenant, device, signer } = round.identity
  const [tenantBytes, deviceBytes, nonceBytes] = [uuidBytes(tenant), uuidBytes(device), fromHex(nonce)]
  if (!tenantBytes || !deviceBytes || !nonceBytes) throw new NotTheHub()
  const signature = base64url(await signer.sign(callMessage(tenantBytes, deviceBytes, waits, nonceBytes)))
  const wire = [wireVersions.min, wireVersions.max]
  await askHub(round, paths.call, { wire, tenant, device, waits, nonce, signature }, callAnswerSchema)
}
