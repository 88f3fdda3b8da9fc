import { deflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { fetchLine } from '../../src/app/storage/line/fetchLine.ts'
import { tusLine } from '../../src/app/storage/line/tusLine.ts'
import { base64url, concat, fromBase64url, fromHex, hex, uuidBytes, uuidFromRandom } from '../../src/crypto/bytes.ts'
import type { Bytes, ItemKeys } from '../../src/crypto/CryptoPort.ts'
import { nodeCrypto, nodeSigner, type RawKeyPair } from '../../src/crypto/node/nodeCrypto.ts'
import { type PullRequest, paths } from '../../src/protocol/api.ts'
import { genesis } from '../../src/protocol/chain.ts'
import { sealItem } from '../../src/protocol/item.ts'
import { limits, wireVersions } from '../../src/protocol/limits.ts'
import { pullMessage } from '../../src/protocol/page.ts'
import type { Payload } from '../../src/protocol/payload.ts'
import { type SealedPhoto, sealPhoto } from '../../src/protocol/photo.ts'
import { beginSession, type SealingSession } from '../../src/protocol/sessionHeader.ts'
import { trustCertificates } from '../../src/protocol/statements.ts'
import { askHead, type KnownHead } from '../../src/sync/askHead.ts'
import { type BuiltStream, buildStream } from '../../src/sync/buildStream.ts'
import type { PhotoSync } from '../../src/sync/photoPorts.ts'
import type { Line, SyncOutcome, SyncPorts, SyncStore } from '../../src/sync/ports.ts'
import { pushPhotos } from '../../src/sync/pushPhotos.ts'
import type { Round } from '../../src/sync/Round.ts'
import { syncOnce } from '../../src/sync/syncOnce.ts'
import { SimDisk } from '../field/sim/SimDisk.ts'
import type { EnrolledTablet } from './enrolTablet.ts'

/** One save as its writer knows it. */
export interface Save {
  chain: string
  n: number
  record: string
  type: number
  payload: Omit<Payload, 't'>
}

/** How a save is to be spoiled before it is chained: what a faulty or hostile tablet would send. */
export interface Spoil {
  schema?: number
  /** what is sealed in place of the payload, as JSON: an honest tablet refuses to seal what no hub can read */
  json?: string
  /** changes the sealed bytes; the chain and the frame are made over the changed ones */
  ct?(ct: Bytes): Bytes
  /** seals in another session than the tablet's own */
  session?: SealingSession
}

/** The plaintext of an item, written by a tablet that checks nothing (SPEC ITM-1, plainly deflated). */
function plainOf(record: string, json: string): Bytes {
  const plain = concat(Uint8Array.of(1), idBytes(record), deflateRawSync(json), Uint8Array.of(0x80))
  const padded = new Uint8Array(Math.ceil(plain.length / 16) * 16)
  padded.set(plain)
  return padded
}

/** The answer to a push: with a receipt, or a refusal before it began. */
const toldSchema = z.object({ receipt: z.string().nullish(), problem: z.string().nullish() })
export interface PushTold {
  status: number
  receipt: string | null
  problem: string | null
}

/** Bytes of an id that the kit itself made; throws on anything else. */
export function idBytes(id: string): Bytes {
  const bytes = uuidBytes(id) ?? fromHex(id)
  if (!bytes) throw new Error('malformed id in a test')
  return bytes
}

/**
 * A tablet without a browser: real keys, sealing, sync engine and HTTP line; only its disk is in memory and outlives it
 * as a disk would. `url` is where it finds the hub, and may be a proxy.
 */
export class FieldTablet {
  readonly disk: SimDisk
  readonly saves: Save[] = []
  unlocked = true
  private session: SealingSession | null = null
  private startedAt = 0

  constructor(
    readonly who: EnrolledTablet,
    public url: string,
  ) {
    const { tenant, device, team, keys, rootKey, certificates } = who
    const identity = { tenant, device, team, signer: nodeSigner(keys.sign), rootKey, certificates, epoch: 1 }
    this.disk = new SimDisk(identity, () => this.newChain())
  }

  private newChain(): { chain: string; genesis: Bytes } {
    const chain = nodeCrypto.random(16)
    const hash = genesis(nodeCrypto, idBytes(this.who.tenant), idBytes(this.who.device), chain)
    if (hash instanceof Promise) throw new Error('node hashes synchronously')
    return { chain: hex(chain), genesis: hash }
  }

  get line(): Line {
    return fetchLine(this.url)
  }

  /** The volunteer's keys, as the PIN gave them. */
  async beginSession(actorKeys: RawKeyPair = this.who.volunteer.sign): Promise<SealingSession> {
    const trusted = await trustCertificates(nodeCrypto, this.who.rootKey, this.who.certificates)
    const [kid, sealKey] = [...trusted.seal].at(-1) ?? []
    const kidBytes = kid === undefined ? null : fromBase64url(kid)
    if (!sealKey || !kidBytes) throw new Error('the hub certified no seal key')
    return beginSession(nodeCrypto, nodeSigner(actorKeys), {
      tenant: idBytes(this.who.tenant),
      device: idBytes(this.who.device),
      actor: idBytes(this.who.volunteer.id),
      sealKey,
      kid: kidBytes,
      wall: Date.now(),
    })
  }

  private async ownSession(): Promise<SealingSession> {
    if (!this.session) {
      this.startedAt = performance.now()
      this.session = await this.beginSession()
    }
    return this.session
  }

  /** Any bytes as a photo, sealed in this tablet's session; `save` with its id brings it. */
  async photograph(jpeg: Uint8Array): Promise<SealedPhoto> {
    const scope = { tenant: idBytes(this.who.tenant), device: idBytes(this.who.device) }
    return sealPhoto(nodeCrypto, await this.ownSession(), scope, jpeg)
  }

  /** A dossier that names these photos as pages of one paper. */
  async saveDossier(name: string, photos: readonly SealedPhoto[]): Promise<Save> {
    const record = uuidFromRandom(nodeCrypto.random(16))
    const pages = photos.map(({ id }) => ({ paper: 'divorceProof', photo: id }))
    const groups = { subject: { name }, about: { formId: 'tinh-trang-hon-nhan' }, papers: { photos: pages } }
    const x = photos.map(({ id }) => id)
    const save = await this.save(2, { r: record, b: 0, g: groups, c: { name: 'submit' }, x }, record)
    for (const photo of photos) this.disk.photos.commit(photo, save.chain, save.n)
    return save
  }

  /** Seal a save and commit it to the disk, as the app does: head, seal, one transaction (SPEC STO-2). */
  async save(type: number, payload: Omit<Payload, 't'>, record: string, spoil: Spoil = {}): Promise<Save> {
    const session = spoil.session ?? (await this.ownSession())
    const chain = this.disk.current
    const { head } = this.disk.chain(chain)
    const place = { tenant: idBytes(this.who.tenant), chain: idBytes(chain), n: head.n, hash: head.hash }
    const t: [number] = [Math.floor(performance.now() - this.startedAt)]
    const kind = { type, schema: spoil.schema ?? 1 }
    // both are changed before the chain hashes them: to the hub the item is whole
    const seal: ItemKeys['seal'] = async (info, aad, plain) => {
      const ct = await session.keys.seal(info, aad, spoil.json === undefined ? plain : plainOf(record, spoil.json))
      return spoil.ct ? spoil.ct(ct) : ct
    }
    const keys: ItemKeys = { ...session.keys, seal }
    const item = await sealItem(nodeCrypto, { ...session, keys }, place, kind, { ...payload, t })
    if (!this.disk.commitItem(chain, head.n, { ...item, withheld: null }, session.header)) {
      throw new Error('two saves of one tablet at once')
    }
    const save = { chain, n: item.n, record, type, payload }
    this.saves.push(save)
    return save
  }

  /** A new activation of an invented person; `name` tells it from others. */
  saveCase(name: string): Promise<Save> {
    const record = uuidFromRandom(nodeCrypto.random(16))
    const groups = {
      identity: { name, idNumber: '070185012345' },
      contact: { phone: '0900000000' },
      address: { text: 'Ấp Thử' },
    }
    return this.save(1, { r: record, b: 0, g: groups, c: { name: 'submit' } }, record)
  }

  /** A new case with a text that deflate cannot shrink, about `size` bytes of ciphertext. */
  saveLargeCase(size: number): Promise<Save> {
    const record = uuidFromRandom(nodeCrypto.random(16))
    const entries = Array.from({ length: Math.ceil(size / 720) }, () => {
      return { at: 0, text: base64url(nodeCrypto.random(720)) }
    })
    const groups = { identity: { name: 'Nguyễn Thử Dài' }, notes: { entries } }
    return this.save(1, { r: record, b: 0, g: groups, c: { name: 'submit' } }, record)
  }

  ports(line: Line = this.line): SyncPorts {
    return {
      crypto: nodeCrypto,
      clock: { now: () => Date.now(), sleep: () => Promise.reject(new Error('a round does not sleep')) },
      random: Math.random,
      line,
      store: this.disk,
      teamKeys: this.unlocked ? (keyId) => (keyId === this.who.teamKeyId ? this.who.teamKey : null) : null,
    }
  }

  /** One round of the real engine. */
  sync(signal: AbortSignal = new AbortController().signal): Promise<SyncOutcome> {
    const budget = { allows: async () => true, spend: async () => {} }
    const photos: PhotoSync = { store: this.disk.photos, line: tusLine(this.url), budget }
    return syncOnce(this.ports(), signal, (round) => pushPhotos(round, photos))
  }

  private async round(): Promise<Round> {
    return {
      ...this.ports(),
      identity: await this.disk.identity(),
      signal: new AbortController().signal,
      progressed: false,
    }
  }

  /** The hub's head of the current chain, with a nonce for a pull. */
  async head(): Promise<KnownHead> {
    return askHead(await this.round(), { chain: this.disk.current })
  }

  /** The stream of the rows from a number on, as the engine would send it: at most `rows` of them, `frameItems` a frame. */
  async stream(
    from: number,
    rows = Number.POSITIVE_INFINITY,
    frameItems: number = limits.frameItems,
  ): Promise<BuiltStream> {
    const round = await this.round()
    const { disk } = this
    const outboxFrom: SyncStore['outboxFrom'] = async (...args) => (await disk.outboxFrom(...args)).slice(0, rows)
    const store: SyncStore = Object.create(disk, { outboxFrom: { value: outboxFrom } })
    const built = await buildStream({ ...round, store }, disk.current, from, frameItems, limits.pushBody)
    if (!built) throw new Error(`nothing to send from ${from}`)
    return built
  }

  /** Post bytes as a push, and what was answered. */
  async push(body: Uint8Array): Promise<PushTold> {
    const headers = { 'content-type': 'application/octet-stream' }
    const response = await fetch(this.url + paths.push, { method: 'POST', headers, body: new Uint8Array(body) })
    const told = toldSchema.parse(await response.json())
    return { status: response.status, receipt: told.receipt ?? null, problem: told.problem ?? null }
  }

  /** A signed request for a pull, as bytes of JSON. */
  async pullRequest(cursor: number, nonce: string): Promise<PullRequest> {
    const { tenant, device, keys } = this.who
    const message = pullMessage(idBytes(tenant), idBytes(device), cursor, idBytes(nonce))
    const signature = base64url(await nodeSigner(keys.sign).sign(message))
    return { wire: [wireVersions.min, wireVersions.max], tenant, device, cursor, nonce, signature }
  }
}
