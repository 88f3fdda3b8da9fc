import { createHash } from 'node:crypto'
import { uuidBytes, uuidFromRandom } from '../../src/crypto/bytes.ts'
import type { Bytes, Signer } from '../../src/crypto/CryptoPort.ts'
import { Applier } from '../../src/hub/apply/Applier.ts'
import type { ApplyPorts } from '../../src/hub/apply/ApplyPorts.ts'
import { answerHead } from '../../src/hub/ingest/answerHead.ts'
import type { IngestPorts } from '../../src/hub/ingest/IngestPorts.ts'
import { ingestPush } from '../../src/hub/ingest/ingestPush.ts'
import type { PhotoPorts } from '../../src/hub/photos/PhotoPorts.ts'
import type { PullPorts } from '../../src/hub/pull/answerPull.ts'
import type { TenantTx } from '../../src/hub/store/HubStore.ts'
import { type MemoryFaults, MemoryStore } from '../../src/hub/store/memory/MemoryStore.ts'
import type { DeviceRow, VerdictRow } from '../../src/hub/store/rows.ts'
import type { HeadAnswer, PushAnswer } from '../../src/protocol/api.ts'
import { kidOf } from '../../src/protocol/jws.ts'
import {
  type HeadStatement,
  headStatement,
  type Receipt,
  receiptStatement,
  signCertificate,
  type TrustedKeys,
  trustCertificates,
  verifyStatement,
} from '../../src/protocol/statements.ts'
import { MemoryPhotoFiles } from './MemoryPhotoFiles.ts'
import { MemoryUploads } from './MemoryUploads.ts'
import { type SeededCrypto, seededCrypto } from './seededCrypto.ts'
import { TestTablet } from './TestTablet.ts'

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

/** Bytes as a request body that arrives in pieces of `size`. */
export async function* inPieces(bytes: Uint8Array, size = bytes.length): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** The hub's real ingest, apply and pull over the in-memory store, with invented communes; the same for the same seed. */
export class TestHub {
  readonly crypto: SeededCrypto
  readonly store: MemoryStore
  readonly faults: MemoryFaults = {}
  readonly troubles: string[] = []
  readonly root: Signer
  readonly receiptSigner: Signer
  readonly box
  readonly tenant: string
  readonly otherTenant: string
  readonly team: string
  readonly teamKey: Bytes
  now = 1_800_000_000_000
  readonly photoFiles = new MemoryPhotoFiles(() => this.now)
  /** ids of uploads that are half here */
  readonly unfinished = new Set<string>()
  readonly uploads = new MemoryUploads()
  stored = 0
  epoch = 1
  receiptKid = ''
  sealKid = ''
  certificates: string[] = []

  private constructor(seed: string) {
    this.crypto = seededCrypto(`hub ${seed}`)
    this.store = new MemoryStore(sha256, { faults: this.faults })
    this.store.epoch = async () => this.epoch
    this.root = this.crypto.newSigner()
    this.receiptSigner = this.crypto.newSigner()
    this.box = this.crypto.newBox()
    this.tenant = this.newId()
    this.otherTenant = this.newId()
    this.team = this.newId()
    this.teamKey = this.crypto.port.random(32)
  }

  static async create(seed = 'test'): Promise<TestHub> {
    const hub = new TestHub(seed)
    const { port } = hub.crypto
    hub.receiptKid = await kidOf(port, hub.receiptSigner.publicKey)
    hub.sealKid = await kidOf(port, hub.box.pair.publicKey)
    hub.certificates = [
      await signCertificate(port, hub.root, 'receipt', hub.receiptSigner.publicKey),
      await signCertificate(port, hub.root, 'seal', hub.box.pair.publicKey),
    ]
    for (const [i, id] of [hub.tenant, hub.otherTenant].entries()) {
      const row = { id, communeCode: `0000${i}`, listDate: '2025-07-01', name: 'Xã Mẫu', practice: true, createdAt: 0 }
      await hub.store.createTenant(row)
      const team = {
        id: hub.team,
        unit: 'unit',
        name: 'Tổ Mẫu',
        keyId: 1,
        key: hub.teamKey,
        olderKeys: new Uint8Array(0),
      }
      await hub.store.inTenant(id, (tx) => tx.putTeam(team))
    }
    return hub
  }

  newId(): string {
    return uuidFromRandom(this.crypto.port.random(16))
  }

  /** A tablet of the first commune with its volunteer, known to the hub unless `status` says otherwise. */
  async tablet(
    name: string,
    status: DeviceRow['status'] = 'approved',
    tenant = this.tenant,
    purpose: DeviceRow['purpose'] = 'team',
  ): Promise<TestTablet> {
    const tablet = await TestTablet.create(this, name, tenant)
    const { deviceId: id, signer, actorId, actor } = tablet
    await this.in(async (tx) => {
      const keys = { signKey: signer.publicKey, boxKey: signer.publicKey }
      const row = { id, unit: 'unit', team: this.team, label: name, ...keys, status, createdAt: 0 }
      const lease = purpose === 'kiosk' ? this.crypto.port.random(32) : null
      await tx.putDevice({ ...row, purpose, lease, lastSeenAt: null, calledAt: null })
      const actorKeys = {
        signKey: actor.publicKey,
        boxKey: actor.publicKey,
        bundle: new Uint8Array(0),
        olderSignKeys: new Uint8Array(0),
      }
      await tx.putVolunteer({ id: actorId, team: this.team, name, ...actorKeys, status: 'active' })
    }, tenant)
    return tablet
  }

  async setStatus(tablet: TestTablet, status: DeviceRow['status']): Promise<void> {
    await this.in(async (tx) => {
      const row = await tx.device(tablet.deviceId)
      if (row) await tx.putDevice({ ...row, status })
    })
  }

  in<T>(work: (tx: TenantTx) => Promise<T>, tenant = this.tenant): Promise<T> {
    return this.store.inTenant(tenant, work)
  }

  get ingestPorts(): IngestPorts {
    return {
      store: this.store,
      crypto: this.crypto.port,
      receipts: { signer: this.receiptSigner, kid: this.receiptKid },
      certificates: this.certificates,
      nonceSecret: new Uint8Array(32).fill(7),
      now: () => this.now,
      onStored: () => {
        this.stored += 1
      },
    }
  }

  get photoPorts(): PhotoPorts {
    const { store, crypto, receipts, now } = this.ingestPorts
    const unfinished: PhotoPorts['unfinished'] = async (tenant, device, ids) => [
      ...ids.filter((id) => this.unfinished.has(id)),
      ...this.uploads.unfinished(tenant, device, ids),
    ]
    return { store, crypto, receipts, now, files: this.photoFiles, unfinished }
  }

  get pullPorts(): PullPorts {
    const { store, crypto, receipts, nonceSecret, now } = this.ingestPorts
    return { store, crypto, receipts, nonceSecret, now }
  }

  get applyPorts(): ApplyPorts {
    return {
      store: this.store,
      crypto: this.crypto.port,
      openers: new Map([[this.sealKid, this.box.opener]]),
      now: () => this.now,
      onTrouble: ({ code, n }) => this.troubles.push(`${code} ${n}`),
    }
  }

  push(bytes: Uint8Array, pieces?: number): Promise<PushAnswer> {
    return ingestPush(this.ingestPorts, inPieces(bytes, pieces))
  }

  head(tablet: TestTablet, chain = tablet.chainHex): Promise<HeadAnswer> {
    const ask = '00112233445566778899aabbccddeeff'
    const { tenant, deviceId: device } = tablet
    return answerHead(this.ingestPorts, { wire: [1, 1], tenant, device, chain, ask })
  }

  apply(ports: Partial<ApplyPorts> = {}): Promise<number> {
    return new Applier({ ...this.applyPorts, ...ports }).applyPending(this.tenant)
  }

  keys(): Promise<TrustedKeys> {
    return trustCertificates(this.crypto.port, this.root.publicKey, this.certificates)
  }

  async receipt(jws: string | null): Promise<Receipt> {
    const receipt = jws === null ? null : await this.receiptOrNull(jws)
    if (!receipt) throw new Error('no receipt that verifies')
    return receipt
  }

  async receiptOrNull(jws: string): Promise<Receipt | null> {
    return verifyStatement(this.crypto.port, await this.keys(), receiptStatement, jws)
  }

  async statement(jws: string): Promise<HeadStatement> {
    const head = await verifyStatement(this.crypto.port, await this.keys(), headStatement, jws)
    if (!head) throw new Error('no head that verifies')
    return head
  }

  verdict(tablet: TestTablet, n: number, chain = tablet.chainHex): Promise<VerdictRow | null> {
    return this.in((tx) => tx.verdict(chain, n))
  }

  /** `state reason` of an item, for short expectations. */
  async fate(tablet: TestTablet, n: number, chain = tablet.chainHex): Promise<string> {
    const verdict = await this.verdict(tablet, n, chain)
    return verdict === null ? 'none' : [verdict.state, verdict.reason].filter((part) => part !== null).join(' ')
  }

  get bytes() {
    const tenant = uuidBytes(this.tenant)
    const team = uuidBytes(this.team)
    if (!tenant || !team) throw new Error('no uuid')
    return { tenant, team }
  }
}
