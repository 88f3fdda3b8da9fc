import { readEvening } from '../../protocol/evening.ts'
import { handoverLimits } from '../../protocol/handoverLimits.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { DeviceRow } from '../store/rows.ts'
import type { IngestPorts } from './IngestPorts.ts'

const dayMs = 24 * 3_600_000

/** Of a tablet whose clock is years off no evening is told; what is no day is none either. */
const isNear = (day: string, now: number): boolean =>
  Math.abs(Date.parse(`${day}T12:00:00+07:00`) - now) <= handoverLimits.eveningDaysOff * dayMs

/**
 * Keep what a tablet says of its evenings (SPEC LED-3). What is not its own signed word, or more than one tablet may say, is passed
 * over: nothing but the desk's comparison hangs on it, and no push or pull fails for its sake.
 */
export async function takeEvenings(
  ports: Pick<IngestPorts, 'crypto' | 'now'>,
  tx: TenantTx,
  device: DeviceRow,
  words: readonly string[],
): Promise<void> {
  if (words.length === 0 || device.status === 'revoked') return
  for (const jws of words.slice(0, handoverLimits.eveningsTold)) {
    if (jws.length > handoverLimits.eveningWord) continue
    const said = await readEvening(ports.crypto, device.signKey, jws)
    if (said?.tenant !== tx.tenant || said.device !== device.id || !isNear(said.day, ports.now())) continue
    const { day, captured, acknowledged } = said
    await tx.putEvening({ device: device.id, day, captured, acknowledged, toldAt: ports.now(), jws })
  }
  await tx.trimEvenings(device.id, handoverLimits.eveningsKept)
}
