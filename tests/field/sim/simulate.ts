import { uuidFromRandom } from '../../../src/crypto/bytes.ts'
import { officerActs, volunteerActs } from './evening.ts'
import { checkInvariants } from './invariants.ts'
import { SimHub } from './SimHub.ts'
import { clearSky, type Weather } from './SimLine.ts'
import { SimTablet } from './SimTablet.ts'
import { World } from './World.ts'

export interface SimResult {
  seed: number
  fingerprint: string
  events: number
  saves: number
  virtualMs: number
}

const year = 365 * 24 * 3600 * 1000

/** Weather changes through the evening, and differs by seed: some evenings are merely bad, some are absurd. */
function makeWeather(world: World): () => Weather {
  const { rng } = world
  const badness = rng.pick([0, 0.05, 0.15, 0.35])
  const of = (most: number) => rng.fraction() * most * badness * 3
  const bad: Weather = {
    down: of(0.5),
    cutRequest: of(0.5),
    loseAnswer: of(0.4),
    cutAnswer: of(0.3),
    duplicate: of(0.5),
    flip: of(0.2),
    portal: of(0.3),
    busy: of(0.3),
    maxDelayMs: rng.pick([20, 400, 3000]),
  }
  return () => (isHealed(world) ? clearSky : bad)
}

const eveningMs = 120_000
const isHealed = (world: World): boolean => world.now >= eveningMs

async function setUp(world: World) {
  const hub = await SimHub.create(world)
  const tenants: string[] = []
  const tablets: SimTablet[] = []
  let wire = ''
  const hear = (bytes: Uint8Array) => {
    if (wire.length < 2_000_000) wire += Buffer.from(bytes).toString('latin1')
  }
  for (const [t, count] of [world.rng.int(1, 3), world.rng.int(0, 1)].entries()) {
    const tenant = uuidFromRandom(hub.crypto.port.random(16))
    const team = uuidFromRandom(hub.crypto.port.random(16))
    const teamKey = hub.crypto.port.random(32)
    tenants.push(tenant)
    await hub.store.createTenant({
      id: tenant,
      communeCode: `0000${t}`,
      listDate: '2025-07-01',
      name: 'Xã Mẫu',
      practice: true,
      createdAt: 0,
    })
    await hub.store.inTenant(tenant, (tx) =>
      tx.putTeam({ id: team, unit: 'unit', name: 'Tổ 1', keyId: 1, key: teamKey, olderKeys: new Uint8Array(0) }),
    )
    for (let i = 0; i < count; i++) {
      const clockOff = world.rng.pick([0, 0, 5000, -5 * year, 50 * year])
      const plan = { name: `t${t}${i}`, tenant, team, teamKey, clockOff, weather: makeWeather(world) }
      const tablet = new SimTablet(world, hub, plan, hear)
      tablets.push(tablet)
      await hub.store.inTenant(tenant, async (tx) => {
        await tx.putDevice({
          id: tablet.deviceId,
          unit: 'unit',
          team,
          label: plan.name,
          signKey: tablet.signer.publicKey,
          boxKey: tablet.signer.publicKey,
          status: 'approved',
          purpose: 'team',
          lease: null,
          createdAt: 0,
          lastSeenAt: null,
        })
        await tx.putVolunteer({
          id: tablet.actorId,
          team,
          name: plan.name,
          signKey: tablet.actor.publicKey,
          boxKey: tablet.actor.publicKey,
          bundle: new Uint8Array(0),
          olderSignKeys: new Uint8Array(0),
          status: 'active',
        })
      })
    }
  }
  return { hub, tenants, tablets, wireText: () => wire }
}

/** A backup some time, and once or twice after it, at once or much later, the disk is lost. */
function planRestores(world: World, hub: SimHub): void {
  let at = world.rng.int(0, eveningMs / 2)
  world.after(at, () => hub.backup())
  for (let i = world.rng.int(1, 2); i > 0; i--) {
    at += world.rng.int(1, world.rng.pick([300, 3_000, eveningMs / 2]))
    world.after(at, () => hub.restore())
  }
}

/**
 * One simulated evening: tablets seal and send through bad weather, browsers and the hub are killed, officers decide
 * meanwhile; then the weather clears, everything arrives, and I1-I8 are checked. Throws `Broken` with what was broken.
 */
export async function simulate(seed: number, keepTrace = false): Promise<SimResult & { trace: readonly string[] }> {
  const world = new World(seed, keepTrace)
  const { hub, tenants, tablets, wireText } = await setUp(world)
  const failed: unknown[] = []
  const soon = (work: () => Promise<void>) => void work().catch((error) => failed.push(error))
  const plan = (times: number, work: () => void) => {
    for (let i = 0; i < times; i++) world.after(world.rng.int(0, eveningMs), work)
  }
  for (const tablet of tablets) {
    tablet.start()
    plan(world.rng.int(2, 14), () => soon(() => volunteerActs(world, tablet)))
    plan(world.rng.int(0, 2), () => tablet.kill())
    // as after a profile that was copied: the old chain is finished, and stays this tablet's (SPEC CHN-5)
    plan(world.rng.pick([0, 0, 1]), () => tablet.disk.openChain())
    plan(world.rng.int(0, 2), () => {
      tablet.unlocked = !tablet.unlocked
      tablet.wake()
    })
  }
  for (const tenant of tenants) plan(world.rng.int(0, 8), () => soon(() => officerActs(world, hub, tenant)))
  plan(world.rng.int(0, 3), () => hub.crash())
  plan(world.rng.int(0, 3), () => hub.failNextCommit(world.rng.pick(['crash', 'disk-full'])))
  if (world.rng.chance(0.4)) planRestores(world, hub)
  await world.run(eveningMs)
  hub.crash()
  for (const tablet of tablets) tablet.unlocked = true
  for (let i = 1; i <= 4; i++) {
    for (const tablet of tablets) tablet.wake()
    await world.run(eveningMs + i * 60_000)
  }
  if (failed.length > 0) throw failed[0]
  try {
    await checkInvariants(hub, tablets, tenants, wireText())
  } catch (error) {
    if (keepTrace) console.error(world.traceLines.join('\n'))
    throw error
  }
  return {
    seed,
    fingerprint: world.fingerprint(),
    events: world.traceLength,
    saves: tablets.reduce((sum, tablet) => sum + tablet.saves.length, 0),
    virtualMs: world.now,
    trace: world.traceLines,
  }
}
