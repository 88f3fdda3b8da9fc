import { uuidFromRandom } from '../../../src/crypto/bytes.ts'
import { letForkedIn, officerActs, volunteerActs } from './evening.ts'
import { checkInvariants, type GoneSave } from './invariants.ts'
import { SimHub } from './SimHub.ts'
import { clearSky, type Weather } from './SimLine.ts'
import { type SimProfile, SimTablet } from './SimTablet.ts'
import { World } from './World.ts'

export interface SimResult {
  seed: number
  fingerprint: string
  events: number
  saves: number
  /** how many items the officer let in at the end because their tablet was copied or restored */
  forked: number
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
          calledAt: null,
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
 * A profile as it was some time ago: put back, so that what was sealed since is on no disk, or copied to another machine, which from
 * then on works beside the first one under its name (fault 35). Now and then both, from one snapshot.
 */
function planProfiles(world: World, tablet: SimTablet, tablets: SimTablet[], gone: GoneSave[], act: Act): void {
  const { rng } = world
  const at = rng.int(0, eveningMs)
  const putBack = (profile: SimProfile) => {
    const { disk } = tablet
    const { tenant } = tablet.plan
    for (const save of tablet.restore(profile)) {
      gone.push({ tenant, save, wasReceipted: disk.isReceipted(save.chain, save.n) })
    }
  }
  const copy = (profile: SimProfile) => {
    const clone = tablet.clone(`${tablet.plan.name}c${tablets.length}`, profile)
    tablets.push(clone)
    clone.start()
    for (let i = rng.int(0, 6); i > 0; i--) world.after(rng.int(0, eveningMs - world.now), () => act(clone))
    // both sides seal before either has a line for long: that is what parts them
    if (rng.chance(0.5)) for (const one of [clone, tablet]) act(one)
  }
  world.after(at, () => {
    const profile = tablet.snapshot()
    for (let i = rng.pick([1, 1, 2]); i > 0; i--) {
      const later = rng.int(0, Math.min(eveningMs - at, rng.pick([500, 10_000, eveningMs])))
      world.after(later, () => (rng.chance(0.5) ? putBack(profile) : copy(profile)))
    }
  })
}

type Act = (tablet: SimTablet) => void

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
  const gone: GoneSave[] = []
  const act: Act = (tablet) => soon(() => volunteerActs(world, tablet))
  for (const tablet of [...tablets]) {
    tablet.start()
    plan(world.rng.int(2, 14), () => act(tablet))
    if (world.rng.chance(0.5)) planProfiles(world, tablet, tablets, gone, act)
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
  const letAllArrive = async () => {
    for (let i = 1; i <= 4; i++) {
      for (const tablet of tablets) tablet.wake()
      await world.run(world.now + 60_000)
    }
  }
  await letAllArrive()
  let forked = 0
  for (const tenant of tenants) {
    soon(async () => {
      forked += await letForkedIn(hub, tenant)
    })
  }
  await letAllArrive()
  if (failed.length > 0) throw failed[0]
  try {
    await checkInvariants(hub, tablets, tenants, wireText(), gone)
  } catch (error) {
    if (keepTrace) console.error(world.traceLines.join('\n'))
    throw error
  }
  return {
    seed,
    fingerprint: world.fingerprint(),
    events: world.traceLength,
    saves: tablets.reduce((sum, tablet) => sum + tablet.saves.length, 0),
    forked,
    virtualMs: world.now,
    trace: world.traceLines,
  }
}
