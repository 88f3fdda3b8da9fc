import { type Evening, readEvening } from '../../protocol/evening.ts'
import type { IngestPorts } from '../ingest/IngestPorts.ts'
import type { TenantTx } from '../store/HubStore.ts'

const dayMs = 24 * 3_600_000
/** What is older is no more than what the cases themselves say. */
const shownMs = 30 * dayMs
const keptMs = 90 * dayMs

/** Places of a chain, from and to among them. */
export interface Places {
  chain: string
  from: number
  to: number
}

/** An evening as its tablet told of it, beside what the hub holds of it now (SPEC LED-3). */
export interface DeskEvening {
  day: string
  device: { id: string; label: string }
  captured: number
  held: number
  missing: Places[]
  toldAt: number
}

/** Up to which number the hub holds a chain, or what of it went another way: both are the commune's, and held apart (SPEC CHN-8). */
async function heldOf(tx: TenantTx, device: string, chain: string): Promise<number> {
  const rows = await tx.chainsOf(device)
  const branches = (await tx.branchesOf(chain)).map((branch) => branch.chain)
  const ways = rows.filter((row) => row.chain === chain || branches.includes(row.chain))
  return Math.max(0, ...ways.map(({ n }) => n))
}

async function missingOf(tx: TenantTx, { device, stretches }: Evening): Promise<Places[]> {
  const missing: Places[] = []
  for (const [chain, from, to] of stretches) {
    const held = await heldOf(tx, device, chain)
    if (held < to) missing.push({ chain, from: Math.max(from, held + 1), to })
  }
  return missing
}

/** What tablets told of their last evenings, the newest first. */
export async function deskEvenings(
  { crypto, store, now }: Pick<IngestPorts, 'crypto' | 'store' | 'now'>,
  tenant: string,
): Promise<DeskEvening[]> {
  return store.inTenant(tenant, async (tx) => {
    const devices = new Map((await tx.devices()).map((device) => [device.id, device]))
    const found: DeskEvening[] = []
    for (const { day, device: id, toldAt, jws } of await tx.evenings(now() - shownMs)) {
      const device = devices.get(id)
      const said = device ? await readEvening(crypto, device.signKey, jws) : null
      if (!device || !said) continue
      const missing = await missingOf(tx, said)
      const lacks = missing.reduce((sum, { from, to }) => sum + to - from + 1, 0)
      const { label } = device
      found.push({ day, device: { id, label }, captured: said.captured, held: said.captured - lacks, missing, toldAt })
    }
    return found
  })
}

/** Of evenings long ago no word is kept. */
export async function forgetEvenings(
  store: Pick<IngestPorts['store'], 'tenants' | 'inTenant'>,
  now: number,
  goesOn: () => boolean,
): Promise<void> {
  for (const { id } of await store.tenants()) {
    if (goesOn()) await store.inTenant(id, (tx) => tx.dropEvenings(now - keptMs))
  }
}
