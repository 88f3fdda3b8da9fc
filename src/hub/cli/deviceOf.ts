import type { EnrolPorts } from '../enrol/EnrolPorts.ts'
import type { DeviceRow } from '../store/rows.ts'
import { CommandError } from './withHub.ts'

/** The tablet that an id or a label means; of two with one label the id decides. Throws `CommandError`. */
export async function deviceOf(enrol: EnrolPorts, tenant: string, asked: string): Promise<DeviceRow> {
  const devices = await enrol.store.inTenant(tenant, (tx) => tx.devices())
  const found = devices.filter((row) => row.id === asked || row.label === asked)
  const [device] = found
  if (!device) throw new CommandError('device-unknown', { device: asked })
  if (found.length > 1) throw new CommandError('which-device', { ids: found.map((row) => row.id).join(', ') })
  return device
}
