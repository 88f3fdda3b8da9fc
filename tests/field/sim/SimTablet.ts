import { fromBase64url, fromHex, hex, uuidBytes, uuidFromRandom } from '../../../src/crypto/bytes.ts'
import type { Bytes, Signer } from '../../../src/crypto/CryptoPort.ts'
import { genesis } from '../../../src/protocol/chain.ts'
import { sealItem } from '../../../src/protocol/item.ts'
import { kidOf } from '../../../src/protocol/jws.ts'
import type { Payload } from '../../../src/protocol/payload.ts'
import { beginSession, type SealingSession } from '../../../src/protocol/sessionHeader.ts'
import type { SyncIdentity, SyncPorts, SyncStore } from '../../../src/sync/ports.ts'
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
  record: string
  type: number
  groups: Payload['g']
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
  readonly saves: SealedSave[] = []
  readonly crypto: SeededCrypto
  readonly deviceId: string
  readonly actorId: string
  readonly signer: Signer
  readonly actor: Signer
  readonly disk: SimDisk
  readonly line: SimLine
  unlocked = true

  constructor(
    readonly world: World,
    readonly hub: SimHub,
    readonly plan: TabletPlan,
    onBytes: (bytes: Uint8Array) => void,
  ) {
    this.crypto = seededCrypto(`${plan.name} ${world.seed}`)
    this.deviceId = uuidFromRandom(this.crypto.port.random(16))
    this.actorId = uuidFromRandom(this.crypto.port.random(16))
    this.signer = this.crypto.newSigner()
    this.actor = this.crypto.newSigner()
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
    this.line = new SimLine(world, hub, plan.weather, plan.name, onBytes)
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
        round: (stop) => syncOnce(this.ports(life), stop),
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

  private ports(life: number): SyncPorts {
    const whileAlive = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => {
      return async (...args: A): Promise<R> => {
        if (life !== this.life) return never()
        const result = await work(...args)
        return life === this.life ? result : never()
      }
    }
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
      beginNewChain: whileAlive((because) => disk.beginNewChain(because)),
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

  /**
   * Seal and commit a save, as `app/storage` does: read head, seal, one transaction that compares the head again. With
   * `dieBefore` the browser dies between sealing and the transaction: nothing may be left of it (fault 4).
   */
  async save(type: number, payload: Omit<Payload, 't'>, record: string, dieBefore: boolean): Promise<SealedSave> {
    const session = await this.openSession()
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
      const item = await sealItem(this.crypto.port, session, place, { type, schema: 1 }, { ...payload, t })
      if (dieBefore) {
        this.kill()
        return this.save(type, payload, record, false)
      }
      const row = { ...item, withheld: null }
      if (!this.disk.commitItem(chain, head.n, row, session.header)) continue
      const save = { chain, n: item.n, record, type, groups: payload.g }
      this.saves.push(save)
      this.world.trace(`${this.plan.name} save ${item.n}`)
      this.wake()
      return save
    }
  }
}
