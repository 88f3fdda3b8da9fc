import { uuidFromRandom } from '../../../src/crypto/bytes.ts'
import { commandCase } from '../../../src/hub/desk/commandCase.ts'
import type { HeldDecision, ItemPlace } from '../../../src/hub/desk/decideHeld.ts'
import { resolveConflict } from '../../../src/hub/desk/resolveConflict.ts'
import { StoreError } from '../../../src/hub/store/HubStore.ts'
import { placeHash } from '../../../src/protocol/chain.ts'
import type { PayloadBase } from '../../../src/protocol/payload.ts'
import type { SealedPhoto } from '../../../src/protocol/photo.ts'
import { Problem } from '../../../src/protocol/problems.ts'
import type { SimHub } from './SimHub.ts'
import type { SealedSave, SimTablet } from './SimTablet.ts'
import type { World } from './World.ts'

/** A word that must never be found in the clear outside an opened item (I7). */
export const marker = 'DAUHIEU'

const value = (world: World) => `${marker} ${world.rng.int(0, 1e9)}`

/** An own earlier item as a base: counted back in the same chain, named by its hash in an earlier one (SPEC ITM-5). */
const baseOn = (save: SealedSave, { chain, n }: { chain: string; n: number }): PayloadBase =>
  save.chain === chain ? save.n - n : [save.chain, save.n, placeHash(save.hash)]

/** A volunteer seals something: a new case, an edit of an own one, a supplement to a returned one, or a dossier. */
export async function volunteerActs(world: World, tablet: SimTablet): Promise<void> {
  const { rng } = world
  const dies = rng.chance(0.05)
  const own = tablet.saves
  const returned = [...tablet.disk.records.values()].filter((record) => record.status === 'needsSupplement')
  const kind = rng.fraction()
  if (kind < 0.3 && returned.length > 0) {
    const record = rng.pick(returned)
    const note = { entries: [{ at: world.now, text: value(world) }] }
    const changed =
      record.type === 'dossier' ? { answers: { purpose: value(world) } } : { contact: { phone: value(world) } }
    const groups = { ...changed, notes: note }
    const payload = { r: record.id, b: record.version, g: groups, c: { name: 'resubmit' } }
    await tablet.save(record.type === 'dossier' ? 2 : 1, () => payload, record.id, dies)
    return
  }
  if (kind < 0.5 && own.length > 0) {
    const before = rng.pick(own)
    if (before.type !== 1) return
    const group = rng.pick(['contact', 'address'])
    const field = group === 'contact' ? 'phone' : 'text'
    const groups = { [group]: { [field]: value(world) } }
    await tablet.save(1, (place) => ({ b: baseOn(before, place), g: groups }), before.record, dies)
    return
  }
  const record = uuidFromRandom(tablet.crypto.port.random(16))
  if (kind < 0.65 && own.length > 0) {
    const parent = rng.pick(own).record
    const groups = { about: { procedureCode: '1.004873' }, answers: { purpose: value(world) } }
    const photos: SealedPhoto[] = []
    for (let i = rng.int(0, 2); i > 0; i--) photos.push(await tablet.photograph())
    const payload = { r: record, b: 0, p: parent, g: groups, c: { name: 'submit' } }
    await tablet.save(2, () => payload, record, dies, photos)
    return
  }
  const groups = {
    identity: { name: value(world), idNumber: '070185012345' },
    contact: { phone: value(world) },
    address: { text: value(world) },
    notes: { entries: [{ at: world.now, text: value(world) }] },
  }
  await tablet.save(1, () => ({ r: record, b: 0, g: groups, c: { name: 'submit' } }), record, dies)
}

const letIn: HeldDecision = { kind: 'letIn' }

/** What is held because a tablet was copied or restored (SPEC CHN-8). */
async function forkedItems(hub: SimHub, tenant: string): Promise<ItemPlace[]> {
  const troubled = await hub.deskPorts.store.inTenant(tenant, (tx) => tx.troubledItems(10_000))
  return troubled.flatMap(({ verdict: { state, reason, chain, n } }) =>
    state === 'held' && reason === 'forked' ? [{ chain, n }] : [],
  )
}

/** The officer lets in all that is held as forked; how many items that were. */
export async function letForkedIn(hub: SimHub, tenant: string): Promise<number> {
  const held = await forkedItems(hub, tenant)
  await hub.decide(tenant, held, letIn)
  return held.length
}

/** An officer does something at the desk; what the hub refuses was decided meanwhile. */
export async function officerActs(world: World, hub: SimHub, tenant: string): Promise<void> {
  const ports = hub.deskPorts
  const actor = { tenant, officer: 'officer-1' }
  const { rng } = world
  try {
    const { records, conflicts } = await ports.store.inTenant(tenant, async (tx) => ({
      records: await tx.records({ limit: 100 }),
      conflicts: await tx.conflicts({ open: true }),
    }))
    const held = await forkedItems(hub, tenant)
    if (held.length > 0 && rng.chance(0.5)) {
      const decision = rng.chance(0.9) ? letIn : { kind: 'refuse' as const, why: 'refused-repeated' as const }
      await hub.decide(tenant, [rng.pick(held)], decision)
    } else if (conflicts.length > 0 && rng.chance(0.5)) {
      await resolveConflict(ports, actor, rng.pick(conflicts).id, rng.pick(['current', 'proposed']))
    } else if (records.length > 0) {
      const record = rng.pick(records)
      const command = rng.chance(0.7)
        ? { name: 'sendBack', sentence: 'Thiếu giấy' }
        : { name: 'receive', officialCode: 'H19-261122-0001' }
      await commandCase(ports, actor, record.id, record.version, command)
    }
    world.trace('desk acted')
  } catch (error) {
    if (!(error instanceof Problem) && !(error instanceof StoreError)) throw error
    world.trace(`desk refused ${error.code}`)
  }
}
