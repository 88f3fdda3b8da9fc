import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { webSigner } from '../../../crypto/web/webCrypto.ts'
import { beginSession } from '../../../protocol/sessionHeader.ts'
import { readMeta } from '../db/meta.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import { StorageProblem } from '../ports.ts'
import { ownBytes } from '../seal/chains.ts'
import type { SealingKeys } from '../seal/Keyring.ts'
import { sealKeyOf } from '../seal/sealKeyOf.ts'
import { newDeviceVaultKey, openDeviceVault } from '../vault/Vault.ts'

interface Parts {
  db: TabletDb
  crypto: CryptoPort
  clock: TabletClock
}

/**
 * What one resident's pages are sealed with (SPEC SES-1, KSK-1): a session that the tablet signs itself, and for the tablet's
 * own copies a key that nobody keeps, so that nothing here opens them again (SPEC KSK-2). In memory only.
 */
export class KioskKeys {
  private keys: SealingKeys | null = null

  constructor(private readonly parts: Parts) {}

  /** The keys; throws `StorageProblem('locked')` when nobody has begun. */
  require(): SealingKeys {
    if (!this.keys) throw new StorageProblem('locked')
    return this.keys
  }

  /** Begin for a resident; keys of the one before are gone. Throws `StorageProblem` when this is no kiosk. */
  async begin(): Promise<void> {
    const { db, crypto, clock } = this.parts
    const device = await readMeta(db, 'device')
    if (device?.status !== 'ready' || !device.kiosk) throw new StorageProblem('locked')
    const seal = await sealKeyOf(crypto, device)
    const own = ownBytes(device.device)
    const session = await beginSession(crypto, await webSigner(device.sign), {
      tenant: ownBytes(device.tenant),
      device: own,
      actor: own,
      sealKey: seal.key,
      kid: seal.kid,
      wall: clock.now(),
    })
    const vault = openDeviceVault(await newDeviceVaultKey())
    this.keys = { session, vault, startedAt: clock.monotonic() }
  }

  end(): void {
    this.keys = null
  }
}
