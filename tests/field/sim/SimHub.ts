import { createHash } from 'node:crypto'
import { utf8, utf8Text } from '../../../src/crypto/bytes.ts'
import { Applier } from '../../../src/hub/apply/Applier.ts'
import { markSafe } from '../../../src/hub/backup/markSafe.ts'
import { decideHeld, type HeldDecision, type ItemPlace } from '../../../src/hub/desk/decideHeld.ts'
import { answerHead } from '../../../src/hub/ingest/answerHead.ts'
import type { IngestPorts } from '../../../src/hub/ingest/IngestPorts.ts'
import { ingestPush } from '../../../src/hub/ingest/ingestPush.ts'
import { answerPhotos } from '../../../src/hub/photos/answerPhotos.ts'
import type { PhotoPorts } from '../../../src/hub/photos/PhotoPorts.ts'
import { answerPull } from '../../../src/hub/pull/answerPull.ts'
import { type HubStore, StoreError, type TenantTx } from '../../../src/hub/store/HubStore.ts'
import { MemoryStore } from '../../../src/hub/store/memory/MemoryStore.ts'
import type { ChainRow, PhotoRow } from '../../../src/hub/store/rows.ts'
import { headRequestSchema, paths, photosRequestSchema, pullRequestSchema } from '../../../src/protocol/api.ts'
import { kidOf } from '../../../src/protocol/jws.ts'
import { parseClaim } from '../../../src/protocol/photoClaim.ts'
import { Problem, problems } from '../../../src/protocol/problems.ts'
import { signCertificate } from '../../../src/protocol/statements.ts'
import { MemoryPhotoFiles } from '../../kit/MemoryPhotoFiles.ts'
import { MemoryUploads } from '../../kit/MemoryUploads.ts'
import { type SeededCrypto, seededCrypto } from '../../kit/seededCrypto.ts'
import { never, type World } from './World.ts'

export interface SimAnswer {
  status: number
  contentType: string
  retryAfter: number | null
  body: AsyncIterable<Uint8Array>
}

/** An answer to bytes of a photo. */
export interface SimUpload extends SimAnswer {
  receipt: string | null
}

export const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

async function* whole(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}

export const jsonAnswer = (status: number, value: unknown, retryAfter: number | null = null): SimAnswer => ({
  status,
  contentType: 'application/json',
  retryAfter,
  body: whole(utf8(JSON.stringify(value))),
})

/** A JSON body of a known shape; anything else is `malformed`, as in hub/http. */
async function bodyOf<T>(
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
  body: AsyncIterable<Uint8Array>,
): Promise<T> {
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  let value: unknown
  try {
    value = JSON.parse(utf8Text(Buffer.concat(parts)))
  } catch {
    throw new Problem('malformed')
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new Problem('malformed')
  return parsed.data
}

/** Where each chain of a commune ends. */
async function headsOf(tx: TenantTx): Promise<ChainRow[]> {
  const chains: ChainRow[] = []
  for (const { id } of await tx.devices()) chains.push(...(await tx.chainsOf(id)))
  return chains
}

/** The hub's real ingest, pull and apply over the in-memory store; its process can be killed at any await. */
export class SimHub {
  private life = 0
  wasRestored = false
  private nextCommitFails: 'crash' | 'disk-full' | null = null
  readonly store: MemoryStore
  readonly files: MemoryPhotoFiles
  readonly uploads = new MemoryUploads()
  readonly crypto: SeededCrypto
  readonly rootKey
  readonly sealKey
  private readonly keys

  private constructor(
    private readonly world: World,
    crypto: SeededCrypto,
  ) {
    this.crypto = crypto
    this.store = new MemoryStore(sha256, { faults: { beforeCommit: () => this.beforeCommit() } })
    this.files = new MemoryPhotoFiles(() => 1_800_000_000_000 + world.now)
    const root = crypto.newSigner()
    const box = crypto.newBox()
    this.keys = { root, receipt: crypto.newSigner(), box }
    this.rootKey = new Uint8Array(root.publicKey)
    this.sealKey = box.pair.publicKey
  }

  private ports: IngestPorts | null = null
  private openerKid = ''
  certificates: string[] = []

  static async create(world: World): Promise<SimHub> {
    const crypto = seededCrypto(`hub ${world.seed}`)
    const hub = new SimHub(world, crypto)
    const { root, receipt, box } = hub.keys
    hub.openerKid = await kidOf(crypto.port, box.pair.publicKey)
    hub.certificates = [
      await signCertificate(crypto.port, root, 'receipt', receipt.publicKey),
      await signCertificate(crypto.port, root, 'seal', box.pair.publicKey),
    ]
    hub.start(await kidOf(crypto.port, receipt.publicKey))
    return hub
  }

  private receiptKid = ''

  private start(receiptKid: string): void {
    this.receiptKid = receiptKid
    const life = this.life
    this.ports = {
      store: this.alive(life),
      crypto: this.crypto.port,
      receipts: { signer: this.keys.receipt, kid: receiptKid },
      certificates: this.certificates,
      nonceSecret: new Uint8Array(32).fill(7),
      now: () => 1_800_000_000_000 + this.world.now,
      onStored: (tenant) => this.apply(tenant, life),
    }
  }

  /** The store as one life of the process sees it: after a crash its code gets no answer any more. */
  private alive(life: number): HubStore {
    const { store } = this
    return {
      inTenant: async <T>(tenant: string, work: (tx: TenantTx) => Promise<T>): Promise<T> => {
        if (life !== this.life) return never<T>()
        const running = store.inTenant(tenant, async (tx) => {
          // a database answers in its own time: other requests get their turn in between
          if (this.world.rng.chance(0.3)) await this.world.sleep(this.world.rng.int(0, 3))
          return life === this.life ? work(tx) : never<T>()
        })
        const result = await running.catch((error) => (life === this.life ? Promise.reject(error) : never<T>()))
        return life === this.life ? result : never<T>()
      },
      tenants: () => store.tenants(),
      createTenant: (row) => store.createTenant(row),
      epoch: () => store.epoch(),
      health: () => store.health(),
      close: () => store.close(),
    }
  }

  private beforeCommit(): void {
    const fault = this.nextCommitFails
    this.nextCommitFails = null
    if (fault === 'disk-full') throw new StoreError('disk-full')
    if (fault === 'crash') {
      this.crash()
      throw new StoreError('unavailable')
    }
  }

  failNextCommit(how: 'crash' | 'disk-full'): void {
    this.nextCommitFails = how
  }

  /** kill -9 and a new start: what was committed is there, what was not is gone. */
  crash(): void {
    this.world.trace('hub crash')
    this.life += 1
    this.store.crash()
    this.start(this.receiptKid)
    void this.resume(this.life)
  }

  /** Last night's backup is made of what is committed now; then its chains are marked safe (SPEC STO-6). */
  backup(): void {
    this.world.trace('hub backup')
    this.store.backup()
    this.files.backup()
    // a full disk or a crash: then nothing is marked before the next
    this.markSafe(this.life).catch((error) => {
      if (!(error instanceof StoreError)) throw error
    })
  }

  private async markSafe(life: number): Promise<void> {
    const store = this.alive(life)
    const heads = new Map<string, ChainRow[]>()
    const photos = new Map<string, PhotoRow[]>()
    for (const { id } of await store.tenants()) {
      heads.set(id, await store.inTenant(id, headsOf))
      photos.set(id, await store.inTenant(id, (tx) => tx.storedPhotos(null, 1_000)))
    }
    // once more: then all that these heads and photos name is in it
    this.store.backup()
    this.files.backup()
    for (const [tenant, rows] of heads) {
      const now = 1_800_000_000_000 + this.world.now
      const marks = await markSafe(store, tenant, rows, now)
      const safe = await store.inTenant(tenant, (tx) => tx.markPhotosSafe(photos.get(tenant) ?? [], now))
      this.world.trace(`marked ${marks}, ${safe} photos`)
    }
  }

  /** The disk is lost; the hub starts from its backup, with the next epoch (SPEC EPO-1, fault 7). */
  restore(): void {
    this.world.trace('hub restored')
    this.wasRestored = true
    this.store.restore()
    this.files.restore()
    this.crash()
  }

  private async resume(life: number): Promise<void> {
    for (const tenant of await this.store.tenants()) this.apply(tenant.id, life)
  }

  private apply(tenant: string, life: number): void {
    const wait = this.world.rng.int(0, 400)
    this.world.after(wait, () => {
      if (life !== this.life) return
      const applier = new Applier({
        store: this.alive(life),
        crypto: this.crypto.port,
        openers: new Map([[this.openerKid, this.keys.box.opener]]),
        now: () => 1_800_000_000_000 + this.world.now,
        onTrouble: ({ code, n }) => this.world.trace(`trouble ${code} ${n}`),
      })
      applier.applyPending(tenant).then(
        (count) => this.world.trace(`applied ${count}`),
        (error) => {
          if (!(error instanceof StoreError)) throw error
          this.apply(tenant, life)
        },
      )
    })
  }

  /** What `hub/http` does with a request: call the core, turn its refusals into problems. */
  async handle(path: string, body: AsyncIterable<Uint8Array>): Promise<SimAnswer> {
    const { ports } = this
    if (!ports) return never()
    return this.answered(() => this.route(ports, path, body))
  }

  private async answered<T extends SimAnswer>(work: () => Promise<T>): Promise<T | SimAnswer> {
    try {
      return await work()
    } catch (error) {
      if (error instanceof Problem) {
        return jsonAnswer(problems[error.code].status, { problem: error.code, data: error.data })
      }
      if (error instanceof StoreError) return jsonAnswer(503, { problem: 'unavailable' }, 1)
      throw error
    }
  }

  private async route(ports: IngestPorts, path: string, body: AsyncIterable<Uint8Array>): Promise<SimAnswer> {
    switch (path) {
      case paths.head:
        return jsonAnswer(200, await answerHead(ports, await bodyOf(headRequestSchema, body)))
      case paths.push: {
        const answer = await ingestPush(ports, body)
        const status = answer.problem === 'fork' ? 409 : answer.problem === null ? 200 : 422
        return jsonAnswer(status, answer)
      }
      case paths.pull: {
        const pages = await answerPull(ports, await bodyOf(pullRequestSchema, body))
        return { status: 200, contentType: 'application/octet-stream', retryAfter: null, body: pages }
      }
      case paths.photosAsk:
        return jsonAnswer(200, await answerPhotos(this.photoPorts(ports), await bodyOf(photosRequestSchema, body)))
      default:
        return jsonAnswer(404, { problem: 'not-found' })
    }
  }

  /** A person lets held items in or refuses them; then apply goes over them (SPEC VDT-8). */
  async decide(tenant: string, places: readonly ItemPlace[], decision: HeldDecision): Promise<void> {
    const { life } = this
    await decideHeld(this.deskPorts, tenant, 'officer-1', places, decision)
    this.world.trace(`desk decided ${places.length} held`)
    this.apply(tenant, life)
  }

  private photoPorts({ store, crypto, receipts, now }: IngestPorts): PhotoPorts {
    const { files, uploads } = this
    return { store, crypto, receipts, now, files, unfinished: async (...asked) => uploads.unfinished(...asked) }
  }

  /** How many bytes of a photo are here. */
  held(authorization: string): number {
    const claim = parseClaim(authorization)?.claim
    return claim ? this.uploads.held(claim.tenant, claim.device, claim.id) : 0
  }

  /** What the hub does with bytes of a photo: `receipt` once it is whole. */
  async upload(authorization: string, offset: number, bytes: Uint8Array): Promise<SimUpload> {
    const { ports } = this
    if (!ports) return never()
    const answer = await this.answered(async () => {
      const receipt = await this.uploads.send(this.photoPorts(ports), authorization, offset, bytes)
      return { ...jsonAnswer(receipt === null ? 204 : 201, {}), receipt }
    })
    return { receipt: null, ...answer }
  }

  get deskPorts() {
    return { store: this.alive(this.life), now: () => 1_800_000_000_000 + this.world.now }
  }
}
