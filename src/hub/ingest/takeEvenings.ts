import { readEvening } from '../../protocol/evening.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { DeviceRow } from '../store/rows.ts'
import type { IngestPorts } from './IngestPorts.ts'

/**
 * Keep what a tablet says of its evenings (SPEC LED-3). What is not its own signed word is passed over: nothing but the desk's
 * comparison hangs on it, and no push or pull fails for its sake.
 */
export async function takeEvenings(
  ports: Pick<IngestPorts, 'crypto' | 'now'>,
  tx: TenantTx,
  device: DeviceRow,
  words: readonly string[],
): Promise<void> {
  for (const jws of words) {
    const said = await readEvening(ports.crypto, device.signKey, jws)
    if (said?.tenant !== tx.tenant || said.device !== device.id) continue
    const { day, captured, acknowledged } = said
    await tx.putEvening({ device: device.id, day, captured, acknowledged, toldAt: ports.now(), jws })
  }
}
