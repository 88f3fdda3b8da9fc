import { fromBase64url, fromHex, hex, uuidBytes, uuidFromRandom } from '../../../src/crypto/bytes.ts'
import type { Bytes, Signer } from '../../../src/crypto/CryptoPort.ts'
import { genesis } from '../../../src/protocol/chain.ts'
import { sealItem } from '../../../src/protocol/item.ts'
import { kidOf } from '../../../src/protocol/jws.ts'
import type { Payload, PayloadBase } from '../../../src/protocol/payload.ts'
import { type SealedPhoto, sealPhoto } from '../../../src/protocol/photo.ts'
import { beginSession, type SealingSession } from '../../../src/protocol/sessionHeader.ts'
import type { PhotoStore, PhotoSync } from '../../../src/sync/photoPorts.ts'
import type { SyncIdentity, SyncPorts, SyncStore } from '../../../src/sync/ports.ts'
import { pushPhotos } from '../../../src/sync/pushPhotos.ts'
import { SyncLoop } from '../../../src/sync/SyncLoop.ts'
import { syncOnce } from '../../../src/sync/syncOnce.ts'
import { type SeededCrypto, seededCrypto } from '../../kit/seededCrypto.ts'
import { SimDisk } from './SimDisk.ts'
import type { SimHub } from './SimHub.ts'
import { SimLine, type Weather } from './SimLine.ts'
import { never, type World } from './World.ts'

/** One save as its writer knows it: what must be found at the hub at the end. */
export interface SealedSave {
  chain: string
  n: number
  hash: Bytes
  record: string
  type: number
  groups: Payload['g']
  photos: string[]
  /** version of the record that its writer had seen, by itself or when the item was sealed on which it stands; 0 for none */
  read: number
}

/** A tablet's disk at some moment, with what its writer knows to be on it. */
export interface SimProfile {
  disk: SimDisk
  saves: readonly SealedSave[]
}

export interface TabletPlan {
  name: string
  tenant: string
  team: string
  teamKey: Bytes
  /** its clock is this far off, ms; years, if need be (fault 23) */
  clockOff: number
  weather: () => Weather
}

/** What is sealed at a place of the tablet's chain: how it names an earlier item depends on it (SPEC ITM-5). */
export type PayloadAt = (place: { chain: string; n: number }) => Omit<Payload, 't'>

const required = <T>(value: T | null): T => {
  if (value === null) throw new Error('malformed id in the simulator')
  return value
}

/** A tablet: real sealing and the real sync engine over a disk that survives and a process that can be killed. */
export class SimTablet {
  private life = 0
  private session: SealingSession | null = null
  private abort = new AbortController()
  private loop: SyncLoop | null = null
  saves: SealedSave[] = []
  readonly crypto: SeededCrypto
  readonly deviceId: string
  readonly actorId: string
  readonly signer: Signer
  readonly actor: Signer
  disk: SimDisk
  readonly line: SimLine
  unlocked = true

  constructor(
    readonly world: World,
    readonly hub: SimHub,
    readonly plan: TabletPlan,
    private readonly onBytes: (bytes: Uint8Array) => void,
    of: { tablet: SimTablet; profile: SimProfile } | null = null,
  ) {
    this.crypto = seededCrypto(`${plan.name} ${world.seed}`)
    this.deviceId = of?.tablet.deviceId ?? uuidFromRandom(this.crypto.port.random(16))
    this.actorId = of?.tablet.actorId ?? uuidFromRandom(this.crypto.port.random(16))
    this.signer = of?.tablet.signer ?? this.crypto.newSigner()
    this.actor = of?.tablet.actor ?? this.crypto.newSigner()
    this.line = new SimLine(world, hub, plan.weather, plan.name, onBytes)
    if (of) {
      this.disk = of.profile.disk.copy(() => this.newChain())
      this.saves = [...of.profile.saves]
      return
    }
    const identity: SyncIdentity = {
      tenant: plan.tenant,
      device: this.deviceId,
      team: plan.team,
      signer: this.signer,
      rootKey: hub.rootKey,
      certificates: [...hub.certificates],
      epoch: 1,
    }
    this.disk = new SimDisk(identity, () => this.newChain())
  }

  /** The profile as it lies on the disk now. */
  snapshot(): SimProfile {
    return { disk: this.disk.copy(), saves: [...this.saves] }
  }

  /** The profile comes back as it was then (a repair, a system's restore point): what was sealed since is not on this disk any more. */
  restore(profile: SimProfile): SealedSave[] {
    const gone = this.saves.filter((save) => !profile.saves.includes(save))
    this.disk = profile.disk.copy()
    this.saves = [...profile.saves]
    this.world.trace(`${this.plan.name} restored without ${gone.length}`)
    this.kill()
    return gone
  }

  /** The profile is copied to another machine, which from then on passes for this tablet (fault 35). */
  clone(name: string, profile: SimProfile): SimTablet {
    this.world.trace(`${this.plan.name} cloned as ${name}`)
    const plan = { ...this.plan, name }
    return new SimTablet(this.world, this.hub, plan, this.onBytes, { tablet: this, profile })
  }

  private newChain() {
    const chain = this.crypto.port.random(16)
    const tenant = required(uuidBytes(this.plan.tenant))
    const device = required(uuidBytes(this.deviceId))
    const hash = genesis(this.crypto.port, tenant, device, chain)
    if (hash instanceof Promise) throw new Error('the simulator needs a synchronous crypto port')
    return { chain: hex(chain), genesis: hash }
  }

  now(): number {
    return 1_800_000_000_000 + this.world.now + this.plan.clockOff
  }

  start(): void {
    const life = this.life
    this.abort = new AbortController()
    this.session = null
    const { signal } = this.abort
    this.loop = new SyncLoop(
      {
        clock: { now: () => this.now(), sleep: (ms, stop) => this.sleep(ms, stop, life) },
        random: () => this.world.rng.fraction(),
        round: (stop) => syncOnce(this.ports(life), stop, (round) => pushPhotos(round, this.photoSync(life))),
        hasWork: async () => true,
        exclusively: (work) => (life === this.life ? work() : never()),
        onTrouble: (error) => {
          throw error
        },
        onState: (state) => {
          if (state.kind === 'waiting') this.world.trace(`${this.plan.name} round ${state.outcome?.kind ?? 'none'}`)
        },
      },
      { firstMs: 300, capMs: 20_000 },
    )
    void this.loop.run(signal)
  }

  private sleep(ms: number, signal: AbortSignal, life: number): Promise<void> {
    return new Promise((resolve) => {
      let done = false
      const end = () => {
        if (done || life !== this.life) return
        done = true
        resolve()
      }
      this.world.after(ms, end)
      signal.addEventListener('abort', end, { once: true })
    })
  }

  /** Code of a killed browser gets no answer any more. */
  private readonly whileAlive =
    (life: number) =>
    <A extends unknown[], R>(work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (life !== this.life) return never()
      const result = await work(...args)
      return life === this.life ? result : never()
    }

  private photoSync(life: number): PhotoSync {
    const whileAlive = this.whileAlive(life)
    const { line } = this
    const { photos } = this.disk
    const store: PhotoStore = {
      toSend: whileAlive(() => photos.toSend()),
      kept: whileAlive(() => photos.kept()),
      sealed: whileAlive((id) => photos.sealed(id)),
      takeHeld: whileAlive((...args) => photos.takeHeld(...args)),
      takeReceipt: whileAlive((id) => photos.takeReceipt(id)),
      takeStatement: whileAlive((...args) => photos.takeStatement(...args)),
      refuse: whileAlive((...args) => photos.refuse(...args)),
      end: whileAlive((id) => photos.end(id)),
      // an evening is shorter than six hours
      lastAsked: whileAlive(async () => (this.world.rng.chance(0.3) ? null : photos.lastAsked())),
      putAsked: whileAlive((asked) => photos.putAsked(asked)),
    }
    const budget = { allows: async () => true, spend: async () => {} }
    return { store, line: { send: whileAlive((...args) => line.photos.send(...args)) }, budget }
  }

  private ports(life: number): SyncPorts {
    const whileAlive = this.whileAlive(life)
    const { disk } = this
    const store: SyncStore = {
      identity: whileAlive(() => disk.identity()),
      chains: whileAlive(() => disk.chains()),
      outboxFrom: whileAlive((...args) => disk.outboxFrom(...args)),
      hashAt: whileAlive((...args) => disk.hashAt(...args)),
      sessionHeader: whileAlive((...args) => disk.sessionHeader(...args)),
      takeReceipt: whileAlive((...args) => disk.takeReceipt(...args)),
      withhold: whileAlive((...args) => disk.withhold(...args)),
      takeHead: whileAlive((...args) => disk.takeHead(...args)),
      beginNewChain: whileAlive((...args) => disk.beginNewChain(...args)),
      takeBranch: whileAlive((...args) => disk.takeBranch(...args)),
      cursor: whileAlive(() => disk.cursor()),
      takePage: whileAlive((...args) => disk.takePage(...args)),
      takeRevoked: whileAlive(() => disk.takeRevoked()),
    }
    return {
      crypto: this.crypto.port,
      clock: { now: () => this.now(), sleep: (ms, stop) => this.sleep(ms, stop, life) },
      random: () => this.world.rng.fraction(),
      line: { post: whileAlive((path, type, body) => this.line.post(path, type, body)) },
      store,
      teamKeys: this.unlocked ? (keyId) => (keyId === 1 ? this.plan.teamKey : null) : null,
    }
  }

  /** The browser is killed: whatever it was doing stops between two steps; the disk stays. */
  kill(): void {
    this.world.trace(`${this.plan.name} killed`)
    this.life += 1
    this.abort.abort()
    this.start()
  }

  wake(): void {
    this.loop?.wake()
  }

  private async openSession(): Promise<SealingSession> {
    const { crypto, plan } = this
    this.session ??= await beginSession(crypto.port, this.actor, {
      tenant: required(uuidBytes(plan.tenant)),
      device: required(uuidBytes(this.deviceId)),
      actor: required(uuidBytes(this.actorId)),
      sealKey: this.hub.sealKey,
      kid: required(fromBase64url(await kidOf(crypto.port, this.hub.sealKey))),
      wall: this.now(),
    })
    return this.session
  }

  /** Bytes that stand for a picture, sealed. */
  async photograph(): Promise<SealedPhoto> {
    const scope = { tenant: required(uuidBytes(this.plan.tenant)), device: required(uuidBytes(this.deviceId)) }
    const jpeg = this.crypto.port.random(this.world.rng.int(100, 6_000))
    return sealPhoto(this.crypto.port, await this.openSession(), scope, jpeg)
  }

  /** What the writer of an item with this base has seen (SPEC MRG-9). */
  private readAt(base: PayloadBase, chain: string, n: number): number {
    if (typeof base === 'number' && base >= 0) return base
    const [at, number] = typeof base === 'number' ? [chain, n + base] : base
    return this.saves.find((one) => one.chain === at && one.n === number)?.read ?? 0
  }

  /**
   * Seal and commit a save, as `app/storage` does: read head, seal, one transaction that compares the head again. With
   * `dieBefore` the browser dies between sealing and the transaction: nothing may be left of it (fault 4).
   */
  async save(
    type: number,
    payloadAt: PayloadAt,
    record: string,
    dieBefore: boolean,
    photos: readonly SealedPhoto[] = [],
  ): Promise<SealedSave> {
    const session = await this.openSession()
    const x = photos.map(({ id }) => id)
    for (;;) {
      const chain = this.disk.current
      const { head } = this.disk.chain(chain)
      const place = {
        tenant: required(uuidBytes(this.plan.tenant)),
        chain: required(fromHex(chain)),
        n: head.n,
        hash: head.hash,
      }
      const t: [number, ...number[]] = [Math.max(0, Math.floor(this.now() - session.wall))]
      const payload = payloadAt({ chain, n: head.n + 1 })
      const named = { ...payload, ...(x.length > 0 && { x }), t }
      const item = await sealItem(this.crypto.port, session, place, { type, schema: 1 }, named)
      if (dieBefore) {
        this.kill()
        return this.save(type, payloadAt, record, false, photos)
      }
      const row = { ...item, withheld: null }
      if (!this.disk.commitItem(chain, head.n, row, session.header)) continue
      for (const photo of photos) this.disk.photos.commit(photo, chain, item.n)
      const read = this.readAt(payload.b ?? 0, chain, item.n)
      const save = { chain, n: item.n, hash: item.hash, record, type, groups: payload.g, photos: x, read }
      this.saves.push(save)
      this.world.trace(`${this.plan.name} save ${item.n}`)
      this.wake()
      return save
    }
  }
}
