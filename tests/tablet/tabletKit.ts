import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { Changes } from '../../src/app/storage/db/Changes.ts'
import { writeMeta } from '../../src/app/storage/db/meta.ts'
import type { DeviceRow, OutboxRecord } from '../../src/app/storage/db/rows.ts'
import { TabletDb } from '../../src/app/storage/db/TabletDb.ts'
import { sealProfile } from '../../src/app/storage/device/profile.ts'
import { DraftSealer } from '../../src/app/storage/drafts/DraftSealer.ts'
import { DraftVault } from '../../src/app/storage/drafts/DraftVault.ts'
import { TabletDrafts } from '../../src/app/storage/drafts/TabletDrafts.ts'
import { Kiosk } from '../../src/app/storage/kiosk/Kiosk.ts'
import { KioskDrafts } from '../../src/app/storage/kiosk/KioskDrafts.ts'
import { KioskKeys } from '../../src/app/storage/kiosk/KioskKeys.ts'
import { KioskQueue } from '../../src/app/storage/kiosk/KioskQueue.ts'
import { TabletPhotos } from '../../src/app/storage/photos/TabletPhotos.ts'
import type { TabletClock } from '../../src/app/storage/platform/TabletClock.ts'
import { TabletRound } from '../../src/app/storage/round/TabletRound.ts'
import { newChain, ownBytes, putChain } from '../../src/app/storage/seal/chains.ts'
import { Keyring } from '../../src/app/storage/seal/Keyring.ts'
import { SealedOutbox } from '../../src/app/storage/seal/SealedOutbox.ts'
import { TabletStudio } from '../../src/app/storage/studio/TabletStudio.ts'
import { TeamRecords } from '../../src/app/storage/sync/TeamRecords.ts'
import { newDeviceVaultKey, openTeamVault } from '../../src/app/storage/vault/Vault.ts'
import { base64url, concat, fromBase64url, utf8, uuidBytes } from '../../src/crypto/bytes.ts'
import type { HpkeOpener, Signer } from '../../src/crypto/CryptoPort.ts'
import {
  newBoxPair,
  newSigningPair,
  openerFromJwk,
  webCrypto,
  webOpener,
  webSigner,
} from '../../src/crypto/web/webCrypto.ts'
import { openItem } from '../../src/protocol/item.ts'
import { kidOf } from '../../src/protocol/jws.ts'
import { type PullEntry, type PulledRecord, type SealedPage, sealPage } from '../../src/protocol/page.ts'
import {
  leastCost,
  type Stretch,
  sealPinBundle,
  type VolunteerKeys,
  volunteerKeysSchema,
} from '../../src/protocol/pinBundle.ts'
import { beginSession, openSession, parseSessionHeader } from '../../src/protocol/sessionHeader.ts'
import { signCertificate } from '../../src/protocol/statements.ts'
import { sealTeamKey } from '../../src/protocol/teamKey.ts'
import { fifoLocks } from './fifoLocks.ts'

export const sampleIds = {
  tenant: '10000000-0000-4000-8000-000000000001',
  device: '20000000-0000-4000-8000-000000000002',
  team: '30000000-0000-4000-8000-000000000003',
  volunteer: '40000000-0000-4000-8000-000000000004',
}

/** A uuid's bytes; the tests' own uuids are well formed. */
export function idBytes(uuid: string): Uint8Array {
  const bytes = uuidBytes(uuid)
  if (!bytes) throw new Error('not a uuid')
  return bytes
}

/** A case as the hub shows it to the team. */
export const pulled = (more: Partial<PulledRecord> & Pick<PulledRecord, 'id' | 's'>): PulledRecord => ({
  k: 'record',
  type: 'activation',
  version: 3,
  groups: { identity: { value: { name: 'Nguyễn Văn Mẫu', sex: 'm' }, version: 1 } },
  status: 'needsSupplement',
  parent: null,
  note: 'Xin ghi lại số điện thoại',
  code: null,
  conflicts: 0,
  ...more,
})

/** Clocks that only the test moves. */
export class HandClock implements TabletClock {
  wall = 1_700_000_000_000
  mono = 5_000
  now = () => this.wall
  monotonic = () => this.mono
  pass(ms: number): void {
    this.wall += ms
    this.mono += ms
  }
}

/** A quick stand-in for Argon2id where its cost is not what is tested; the cost is part of its answer. */
export const quickStretch: Stretch = async (pin, salt, { memoryKiB, passes }) =>
  webCrypto.sha256(concat(utf8(`${pin} ${memoryKiB} ${passes} `), salt))

const jwkOf = (key: CryptoKey) => globalThis.crypto.subtle.exportKey('jwk', key)

export async function newVolunteerKeys(): Promise<VolunteerKeys> {
  const [sign, box] = [await newSigningPair(true), await newBoxPair(true)]
  return volunteerKeysSchema.parse({ sign: await jwkOf(sign.privateKey), box: await jwkOf(box.privateKey) })
}

export const rightPin = '246813'

export interface SampleHub {
  root: Signer
  receipt: Signer
  seal: HpkeOpener
  certificates: string[]
}

export async function sampleHub(): Promise<SampleHub> {
  const root = await webSigner(await newSigningPair())
  const receipt = await webSigner(await newSigningPair())
  const seal = await webOpener(await newBoxPair())
  const certificates = [
    await signCertificate(webCrypto, root, 'receipt', receipt.publicKey),
    await signCertificate(webCrypto, root, 'seal', seal.publicKey),
  ]
  return { root, receipt, seal, certificates }
}

interface Approved {
  kiosk?: boolean
  label?: string
  device?: string
  team?: string
}

/** One tablet's disk and clock, on which several tabs may be opened; approved and with an empty chain. */
export class SampleTablet {
  readonly disk = new IDBFactory()
  readonly locks = fifoLocks()
  readonly clock = new HandClock()
  readonly teamKey = new Uint8Array(32).fill(3)
  readonly lease = new Uint8Array(32).fill(5)

  private readonly channel = crypto.randomUUID()
  private readonly open: (() => void)[] = []

  private constructor(
    readonly hub: SampleHub,
    readonly ids: typeof sampleIds,
  ) {}

  /** Close all tabs. */
  end(): void {
    for (const close of this.open.splice(0)) close()
  }

  static async approved({ kiosk = false, label = 'Máy 1', ...own }: Approved = {}): Promise<SampleTablet> {
    const tablet = new SampleTablet(await sampleHub(), { ...sampleIds, ...own })
    const db = tablet.openDb()
    const sign = await newSigningPair()
    const device: DeviceRow = {
      status: 'ready',
      tenant: tablet.ids.tenant,
      device: tablet.ids.device,
      team: tablet.ids.team,
      practice: true,
      kiosk,
      sign,
      box: await newBoxPair(),
      ownKey: await newDeviceVaultKey(),
      fingerprint: new Uint8Array(16),
      rootKey: new Uint8Array(tablet.hub.root.publicKey),
      certificates: tablet.hub.certificates,
      epoch: 0,
    }
    await writeMeta(db, 'device', device)
    const profile = {
      unitName: 'Xã Mẫu',
      hamletName: 'Thôn Mẫu',
      teamName: 'Tổ Mẫu',
      deviceLabel: label,
      lease: base64url(tablet.lease),
      volunteers: [{ id: tablet.ids.volunteer, name: 'Điểu Thị Mẫu' }],
    }
    await writeMeta(db, 'profile', await sealProfile(device, profile))
    await db.volunteers.put(await tablet.deliveredVolunteer())
    await putChain(db, await newChain(webCrypto, tablet.ids.tenant, tablet.ids.device))
    db.close()
    return tablet
  }

  /** A volunteer's row as the hub delivers it (SPEC KEY-3, KEY-5). */
  async deliveredVolunteer() {
    const keys = await newVolunteerKeys()
    const box = await openerFromJwk(keys.box)
    const scope = { tenant: idBytes(this.ids.tenant), team: idBytes(this.ids.team), keyId: 1 }
    return {
      id: this.ids.volunteer,
      bundle: await sealPinBundle(webCrypto, quickStretch, rightPin, leastCost, null, keys),
      kept: false,
      teamKey: await sealTeamKey(webCrypto, box.publicKey, scope, this.teamKey),
      teamKeyId: 1,
      tries: 0,
      waitMs: 0,
    }
  }

  openDb(): TabletDb {
    return new TabletDb('tram-so', { indexedDB: this.disk, IDBKeyRange })
  }

  /** A tab with its own connection, keys and memory. */
  async openTab(options: { unlocked?: boolean } = {}) {
    const db = this.openDb()
    await db.open()
    const keyring = new Keyring()
    const changes = new Changes(new BroadcastChannel(this.channel))
    this.open.push(() => {
      changes.close()
      db.close()
    })
    const outbox = new SealedOutbox({
      db,
      crypto: webCrypto,
      clock: this.clock,
      locks: this.locks,
      keyring,
      changes,
    })
    const vault = new DraftVault({ db, keyring, changes })
    const sealer = new DraftSealer(db, vault, outbox)
    const records = new TeamRecords({ db, crypto: webCrypto, keyring, changes })
    const { clock } = this
    const parts = { db, crypto: webCrypto, clock, keyring, changes, vault, sealer, records }
    const round = new TabletRound(parts)
    const drafts = new TabletDrafts({ ...parts, afterFinish: (content) => round.learn(content) })
    const photos = new TabletPhotos({ db, crypto: webCrypto, clock, keyring, drafts })
    const studio = new TabletStudio({ db, crypto: webCrypto, clock, keyring, outbox, changes })
    if (options.unlocked !== false) await this.unlock(keyring)
    return { db, keyring, changes, outbox, vault, sealer, records, drafts, photos, round, studio }
  }

  /** A tab of a kiosk, where no volunteer is. */
  async openKiosk() {
    const tab = await this.openTab({ unlocked: false })
    const { db, changes } = tab
    const parts = { db, crypto: webCrypto, clock: this.clock }
    const keys = new KioskKeys(parts)
    const outbox = new SealedOutbox({ ...parts, locks: this.locks, keyring: keys, changes })
    const queue = new KioskQueue({ ...parts, hubNow: () => this.clock.now(), tell: async () => null })
    return { ...tab, keys, kiosk: new Kiosk(new KioskDrafts({ ...parts, keys, outbox }), queue) }
  }

  /** What the hub reads of an item of this tablet. */
  async opened(db: TabletDb, row: OutboxRecord) {
    const header = parseSessionHeader((await db.sessions.get(row.sid))?.header ?? new Uint8Array(0))
    const keys = header ? await openSession(webCrypto, this.hub.seal, header) : null
    if (!row.ct || !header || !keys) throw new Error('not stored')
    const place = {
      tenant: idBytes(this.ids.tenant),
      chain: ownBytes(row.chain),
      n: row.n,
      type: row.type,
      schema: row.schema,
      headerHash: await webCrypto.sha256(header.bytes),
      sealId: row.sealId,
    }
    return { place, payload: await openItem(keys, place, row.ct) }
  }

  /** A page as the hub seals it for this tablet's team. */
  page(from: number, to: number, entries: readonly PullEntry[]): Promise<SealedPage> {
    const scope = {
      tenant: idBytes(this.ids.tenant),
      team: idBytes(this.ids.team),
      device: idBytes(this.ids.device),
    }
    return sealPage(webCrypto, this.teamKey, scope, { keyId: 1, from, to, more: false }, entries)
  }

  async unlock(keyring: Keyring): Promise<void> {
    const actor = await webSigner(await newSigningPair())
    const kid = fromBase64url(await kidOf(webCrypto, this.hub.seal.publicKey))
    if (!kid) throw new Error('no kid')
    const teamKeys = new Map([[1, this.teamKey.slice()]])
    const session = await beginSession(webCrypto, actor, {
      tenant: idBytes(this.ids.tenant),
      device: idBytes(this.ids.device),
      actor: idBytes(this.ids.volunteer),
      sealKey: this.hub.seal.publicKey,
      kid,
      wall: this.clock.now(),
    })
    keyring.open({
      volunteer: { id: this.ids.volunteer, name: 'Điểu Thị Mẫu' },
      vault: await openTeamVault(webCrypto, teamKeys, this.ids.device, 1),
      teamKeys,
      session,
      box: await webOpener(await newBoxPair()),
      startedAt: this.clock.monotonic(),
    })
  }
}
