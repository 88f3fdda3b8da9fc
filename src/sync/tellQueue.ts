import { base64url, fromHex, uuidBytes } from '../crypto/bytes.ts'
import { paths } from '../protocol/api.ts'
import { wireVersions } from '../protocol/limits.ts'
import { queueAnswerSchema, queueMessage, type ToldNumber } from '../protocol/queue.ts'
import { askHub, NotTheHub } from './askHub.ts'
import { askNonce } from './askNonce.ts'
import type { SyncPorts } from './ports.ts'

/**
 * Tell the desk which numbers of the queue this kiosk gave (SPEC KSK-8). Resolves with the kiosk's letter. Throws `LineError`,
 * `NotTheHub`, `HubRefusal`.
 */
export async function tellQueue(
  ports: SyncPorts,
  numbers: readonly ToldNumber[],
  signal: AbortSignal,
): Promise<string> {
  const { round, nonce } = await askNonce(ports, signal)
  const { tenant, device, signer } = round.identity
  const [tenantBytes, deviceBytes, nonceBytes] = [uuidBytes(tenant), uuidBytes(device), fromHex(nonce)]
  if (!tenantBytes || !deviceBytes || !nonceBytes) throw new NotTheHub()
  const signature = base64url(await signer.sign(queueMessage(tenantBytes, deviceBytes, numbers, nonceBytes)))
  const wire = [wireVersions.min, wireVersions.max]
  const asked = { wire, tenant, device, numbers, nonce, signature }
  return (await askHub(round, paths.queue, asked, queueAnswerSchema)).letter
}
