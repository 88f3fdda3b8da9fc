import { concat, fromBase64url, hex, uuidBytes, uuidFromRandom } from '../../src/crypto/bytes.ts'
import type { Bytes, Signer } from '../../src/crypto/CryptoPort.ts'
import { branchId, genesis } from '../../src/protocol/chain.ts'
import { type SealedItem, sealItem } from '../../src/protocol/item.ts'
import type { Payload } from '../../src/protocol/payload.ts'
import { type SealedPhoto, sealPhoto } from '../../src/protocol/photo.ts'
import { claimPhoto, type PhotoClaim } from '../../src/protocol/photoClaim.ts'
import { encodePreamble, FrameWriter, type Preamble, type WireItem } from '../../src/protocol/pushStream.ts'
import { beginSession, type SealingSession, type SessionParts } from '../../src/protocol/sessionHeader.ts'
import { type SeededCrypto, seededCrypto } from './seededCrypto.ts'
import type { TestHub } from './TestHub.ts'

export const bytesOfUuid = (uuid: string): Bytes => {
  const bytes = uuidBytes(uuid)
  if (!bytes) throw new Error('no uuid')
  return bytes
}

export const wireItem = ({ type, schema, sid, sealId, ct }: SealedItem): WireItem => ({
  type,
  schema,
  sid,
  sealId,
  body: { ct },
})

/** A tablet's sealing side with real keys: seals items into its chain and writes push streams, good ones and bad ones. */
export class TestTablet {
  readonly items: SealedItem[] = []
  readonly headers = new Map<string, Bytes>()
  head: { n: number; hash: Bytes }

  private constructor(
    readonly hub: TestHub,
    readonly crypto: SeededCrypto,
    readonly tenant: string,
    readonly deviceId: string,
    readonly actorId: string,
    readonly signer: Signer,
    readonly actor: Signer,
    readonly chain: Bytes,
    readonly genesis: Bytes,
    public session: SealingSession,
  ) {
    this.head = { n: 0, hash: genesis }
    this.headers.set(session.sid, session.header)
  }

  static async create(hub: TestHub, name: string, tenant: string): Promise<TestTablet> {
    const crypto = seededCrypto(`tablet ${name}`)
    const [deviceId, actorId] = [uuidFromRandom(crypto.port.random(16)), uuidFromRandom(crypto.port.random(16))]
    const [signer, actor] = [crypto.newSigner(), crypto.newSigner()]
    const chain = crypto.port.random(16)
    const [tenantBytes, device] = [bytesOfUuid(tenant), bytesOfUuid(deviceId)]
    const h0 = await genesis(crypto.port, tenantBytes, device, chain)
    const parts = sessionParts(hub, tenant, deviceId, actorId)
    const session = await beginSession(crypto.port, actor, parts)
    return new TestTablet(hub, crypto, tenant, deviceId, actorId, signer, actor, chain, h0, session)
  }

  /** The same tablet a second time, as a profile that was copied: same keys, same items, from here on another way. */
  copy(name: string): TestTablet {
    const { hub, tenant, deviceId, actorId, signer, actor, chain, genesis, session } = this
    const crypto = seededCrypto(`copy ${name}`)
    const copy = new TestTablet(hub, crypto, tenant, deviceId, actorId, signer, actor, chain, genesis, session)
    copy.head = this.head
    copy.items.push(...this.items)
    for (const [sid, header] of this.headers) copy.headers.set(sid, header)
    return copy
  }

  /** Leave this chain and go on in a new one (SPEC CHN-5); what was sealed before stays where it is. */
  async newChain(): Promise<TestTablet> {
    const { hub, crypto, tenant, deviceId, actorId, signer, actor, session } = this
    const chain = crypto.port.random(16)
    const h0 = await genesis(crypto.port, bytesOfUuid(tenant), bytesOfUuid(deviceId), chain)
    const next = new TestTablet(hub, crypto, tenant, deviceId, actorId, signer, actor, chain, h0, session)
    for (const [sid, header] of this.headers) next.headers.set(sid, header)
    return next
  }

  /** The id of the branch that this chain is when it is left here (SPEC CHN-7). */
  async branch(): Promise<string> {
    const { tenant, device, chain } = this.scope
    return hex(await branchId(this.crypto.port, tenant, device, chain, this.head.hash))
  }

  /** What was sealed here as a branch, from a number on. */
  branchStream(from: number, perFrame = 16): Promise<Bytes> {
    return this.stream(from, perFrame, { end: this.head.hash })
  }

  get chainHex(): string {
    return hex(this.chain)
  }

  get scope() {
    return { tenant: bytesOfUuid(this.tenant), device: bytesOfUuid(this.deviceId), chain: this.chain }
  }

  newRecord(): string {
    return uuidFromRandom(this.crypto.port.random(16))
  }

  /** Begin another session: of another actor or seal key, or with parts that are wrong. */
  async newSession(actor = this.actor, parts: Partial<SessionParts> = {}): Promise<SealingSession> {
    const usual = sessionParts(this.hub, this.tenant, this.deviceId, this.actorId)
    this.session = await beginSession(this.crypto.port, actor, { ...usual, ...parts })
    this.headers.set(this.session.sid, this.session.header)
    return this.session
  }

  /** Seal the next item of the chain. */
  async seal(payload: Omit<Payload, 't'> & { t?: Payload['t'] }, kind = { type: 1, schema: 1 }): Promise<SealedItem> {
    const place = { tenant: bytesOfUuid(this.tenant), chain: this.chain, ...this.head }
    const item = await sealItem(this.crypto.port, this.session, place, kind, { t: [0], ...payload })
    this.head = { n: item.n, hash: item.hash }
    this.items.push(item)
    return item
  }

  /** A new case with a name, ready for the desk; returns its record id. */
  async newCase(groups: Payload['g'] = { identity: { name: 'Người Mẫu' } }): Promise<string> {
    const record = this.newRecord()
    await this.seal({ r: record, b: 0, g: groups, c: { name: 'submit' } })
    return record
  }

  /** A sealed photo of `size` bytes that stand for a JPEG. */
  photo(size = 3_000): Promise<SealedPhoto> {
    return sealPhoto(this.crypto.port, this.session, this.scope, this.crypto.port.random(size))
  }

  claimOf({ id, sealed }: SealedPhoto): PhotoClaim {
    return { tenant: this.tenant, device: this.deviceId, id, length: sealed.length }
  }

  /** What stands in `authorization` when this photo is sent. */
  async authorization(photo: SealedPhoto, other: Partial<PhotoClaim> = {}): Promise<string> {
    return claimPhoto(this.signer, { ...this.claimOf(photo), ...other })
  }

  /** The push stream of own items from a number on, in frames of `perFrame`. */
  async stream(from = 1, perFrame = 16, preamble: Partial<Preamble> = {}): Promise<Bytes> {
    return concat(...(await this.parts(this.items.slice(from - 1), perFrame, { from, ...preamble })))
  }

  /** Preamble and frames of any items, as they are. */
  async parts(items: readonly SealedItem[], perFrame = 16, preamble: Partial<Preamble> = {}): Promise<Bytes[]> {
    const first = items[0]?.n ?? 1
    const to = { wire: 1, ...this.scope, from: first, ...preamble }
    const parts = [encodePreamble(to)]
    const writer = new FrameWriter(this.signer, to.end ? { ...this.scope, end: to.end } : this.scope)
    for (let at = 0; at < items.length; at += perFrame) {
      const slice = items.slice(at, at + perFrame)
      const last = slice.at(-1)
      if (!last) break
      parts.push(await writer.frame(slice.map(wireItem), last.n, last.hash, (sid) => this.header(sid)))
    }
    return parts
  }

  header(sid: string): Bytes {
    const header = this.headers.get(sid)
    if (!header) throw new Error('no such session')
    return header
  }
}

export function sessionParts(hub: TestHub, tenant: string, device: string, actor: string): SessionParts {
  const kid = fromBase64url(hub.sealKid)
  if (!kid) throw new Error('no kid')
  const ids = { tenant: bytesOfUuid(tenant), device: bytesOfUuid(device), actor: bytesOfUuid(actor) }
  return { ...ids, sealKey: hub.box.pair.publicKey, kid, wall: 1_800_000_000_000 }
}
