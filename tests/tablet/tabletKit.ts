import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { Changes } from '../../src/app/storage/db/Changes.ts'
import { writeMeta } from '../../src/app/storage/db/meta.ts'
import type { DeviceRow } from '../../src/app/storage/db/rows.ts'
import { TabletDb } from '../../src/app/storage/db/TabletDb.ts'
import type { TabletClock } from '../../src/app/storage/platform/TabletClock.ts'
import { newChain } from '../../src/app/storage/seal/chains.ts'
import { Keyring } from '../../src/app/storage/seal/Keyring.ts'
import { SealedOutbox } from '../../src/app/storage/seal/SealedOutbox.ts'
import { newDeviceVaultKey, openTeamVault } from '../../src/app/storage/vault/Vault.ts'
import { fromBase64url, uuidBytes } from '../../src/crypto/bytes.ts'
import type { HpkeOpener, Signer } from '../../src/crypto/CryptoPort.ts'
import { newBoxPair, newSigningPair, webCrypto, webOpener, webSigner } from '../../src/crypto/web/webCrypto.ts'
import { kidOf } from '../../src/protocol/jws.ts'
import { beginSession } from '../../src/protocol/sessionHeader.ts'
import { signCertificate } from '../../src/protocol/statements.ts'
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

/** One tablet's disk and clock, on which several tabs may be opened; approved and with an empty chain. */
export class SampleTablet {
  readonly disk = new IDBFactory()
  readonly locks = fifoLocks()
  readonly clock = new HandClock()
  readonly teamKey = new Uint8Array(32).fill(3)

  private constructor(readonly hub: SampleHub) {}

  static async approved(): Promise<SampleTablet> {
    const tablet = new SampleTablet(await sampleHub())
    const db = tablet.openDb()
    const sign = await newSigningPair()
    const device: DeviceRow = {
      status: 'ready',
      tenant: sampleIds.tenant,
      device: sampleIds.device,
      team: sampleIds.team,
      practice: true,
      sign,
      box: await newBoxPair(),
      ownKey: await newDeviceVaultKey(),
      fingerprint: new Uint8Array(16),
      rootKey: new Uint8Array(tablet.hub.root.publicKey),
      certificates: tablet.hub.certificates,
      epoch: 0,
    }
    await writeMeta(db, 'device', device)
    await db.chains.put(await newChain(webCrypto, sampleIds.tenant, sampleIds.device))
    db.close()
    return tablet
  }

  openDb(): TabletDb {
    return new TabletDb('tram-so', { indexedDB: this.disk, IDBKeyRange })
  }

  /** A tab with its own connection, keys and memory. */
  async openTab(options: { unlocked?: boolean } = {}) {
    const db = this.openDb()
    await db.open()
    const keyring = new Keyring()
    const changes = new Changes(null)
    const outbox = new SealedOutbox({
      db,
      crypto: webCrypto,
      clock: this.clock,
      locks: this.locks,
      keyring,
      changes,
      identity: { tenant: sampleIds.tenant },
    })
    if (options.unlocked !== false) await this.unlock(keyring)
    return { db, keyring, changes, outbox }
  }

  async unlock(keyring: Keyring): Promise<void> {
    const actor = await webSigner(await newSigningPair())
    const kid = fromBase64url(await kidOf(webCrypto, this.hub.seal.publicKey))
    if (!kid) throw new Error('no kid')
    const teamKeys = new Map([[1, this.teamKey.slice()]])
    const session = await beginSession(webCrypto, actor, {
      tenant: idBytes(sampleIds.tenant),
      device: idBytes(sampleIds.device),
      actor: idBytes(sampleIds.volunteer),
      sealKey: this.hub.seal.publicKey,
      kid,
      wall: this.clock.now(),
    })
    keyring.open({
      volunteer: { id: sampleIds.volunteer, name: 'Điểu Thị Mẫu' },
      vault: await openTeamVault(webCrypto, teamKeys, sampleIds.device),
      teamKeys,
      session,
      startedAt: this.clock.monotonic(),
    })
  }
}
