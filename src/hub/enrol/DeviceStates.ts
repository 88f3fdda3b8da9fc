import { hex, utf8 } from '../../crypto/bytes.ts'
import { Problem } from '../../protocol/problems.ts'
import type { DeviceRow } from '../store/rows.ts'
import { buildProvision, type ProvisionParts, provisionParts } from './buildProvision.ts'
import type { EnrolPorts } from './EnrolPorts.ts'

export interface DeviceState {
  state: DeviceRow['status']
  /** what an approved tablet needs, sealed to it; null otherwise */
  provision: string | null
}

/** As many provisions are kept; each is a few kB. The one made longest ago goes first. */
const most = 2_000

/**
 * How far tablets' enrolments are. Anybody who knows a tablet's id may ask, so asking must be cheap: what an approved
 * tablet is given is sealed and signed once, and again only when something in it has changed.
 */
export class DeviceStates {
  private readonly made = new Map<string, { of: string; provision: Promise<string> }>()

  constructor(private readonly ports: EnrolPorts) {}

  /** Whoever asks learns no more than the word: the rest opens only with the tablet's key. Throws `Problem('not-found')`. */
  async of(request: { tenant: string; device: string }): Promise<DeviceState> {
    const epoch = await this.ports.store.epoch()
    const { status, parts } = await this.ports.store.inTenant(request.tenant, async (tx) => {
      const device = await tx.device(request.device)
      if (!device) throw new Problem('not-found')
      const isIn = device.status === 'approved'
      return { status: device.status, parts: isIn ? await provisionParts(tx, device, epoch) : null }
    })
    return { state: status, provision: parts === null ? null : await this.provisionOf(parts) }
  }

  private async provisionOf(parts: ProvisionParts): Promise<string> {
    const key = `${parts.commune.id} ${parts.device.id}`
    const print = await this.fingerprint(parts)
    const known = this.made.get(key)
    if (known?.of === print) return known.provision
    const provision = buildProvision(this.ports, parts)
    this.made.delete(key)
    this.made.set(key, { of: print, provision })
    for (const oldest of this.made.keys()) {
      if (this.made.size <= most) break
      this.made.delete(oldest)
    }
    // what failed is not kept
    provision.catch(() => this.made.get(key)?.of === print && this.made.delete(key))
    return provision
  }

  /** Of all that goes into a provision; `lastSeenAt` does not, and changes all the time. */
  private async fingerprint({ device, ...rest }: ProvisionParts): Promise<string> {
    const { lastSeenAt: _, ...lasting } = device
    const bytesAsHex = (_key: string, value: unknown) => (value instanceof Uint8Array ? hex(value) : value)
    const text = JSON.stringify([lasting, rest, this.ports.certificates], bytesAsHex)
    return hex(await this.ports.crypto.sha256(utf8(text)))
  }
}
