import { concat, utf8, utf8Text, uuidBytes } from '../../../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../../../crypto/CryptoPort.ts'
import { labels } from '../../../protocol/labels.ts'
import type { VaultBox } from '../db/rows.ts'
import { StorageProblem } from '../ports.ts'

/** Where a box stands; it opens nowhere else, and an older box put back in a newer row's place does not open either. */
export interface VaultPlace {
  table: 'drafts' | 'outbox' | 'meta' | 'studio' | 'studioSounds'
  id: string
  version: number
}

const aadOf = ({ table, id, version }: VaultPlace) => utf8(JSON.stringify(['tram-so/row/1', table, id, version]))

/**
 * Seals and opens the readable rows of the tablet under keys that are in memory only (SPEC KEY-5, STO-1). Sealing is done
 * before a transaction opens: an await on WebCrypto inside one would end it (design D3).
 */
export class Vault {
  /** `keys` by key id; the newest seals. */
  constructor(
    private readonly keys: ReadonlyMap<number, CryptoKey>,
    private readonly newest: number,
  ) {}

  /** @param value any JSON value */
  async seal(place: VaultPlace, value: unknown): Promise<VaultBox> {
    const key = this.keys.get(this.newest)
    if (!key) throw new StorageProblem('locked')
    const iv = globalThis.crypto.getRandomValues(new Uint8Array(12))
    const params = { name: 'AES-GCM', iv, additionalData: aadOf(place) }
    const ct = await globalThis.crypto.subtle.encrypt(params, key, utf8(JSON.stringify(value)))
    return { k: this.newest, iv, ct: new Uint8Array(ct) }
  }

  /** The JSON value; throws `StorageProblem('failed', {reason: 'damaged'})` when the box was changed, moved or is of an unknown key. */
  async open(place: VaultPlace, box: VaultBox): Promise<unknown> {
    const key = this.keys.get(box.k)
    if (!key) throw new StorageProblem('failed', { reason: 'damaged' })
    try {
      const params = { name: 'AES-GCM', iv: box.iv, additionalData: aadOf(place) }
      return JSON.parse(utf8Text(new Uint8Array(await globalThis.crypto.subtle.decrypt(params, key, box.ct))))
    } catch {
      throw new StorageProblem('failed', { reason: 'damaged' })
    }
  }
}

const importAes = (raw: Bytes): Promise<CryptoKey> =>
  globalThis.crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])

/** The team's vault on this tablet: draft keys out of the team keys (SPEC KEY-5); the one named `newest` seals. `device` is the tablet's uuid. */
export async function openTeamVault(
  crypto: CryptoPort,
  teamKeys: ReadonlyMap<number, Bytes>,
  device: string,
  newest: number,
): Promise<Vault> {
  const deviceBytes = uuidBytes(device)
  if (!deviceBytes || !teamKeys.has(newest)) throw new StorageProblem('locked')
  const keys = new Map<number, CryptoKey>()
  for (const [id, teamKey] of teamKeys) {
    const raw = await crypto.hkdf(teamKey, new Uint8Array(0), concat(labels.draft, deviceBytes), 32)
    keys.set(id, await importAes(raw))
    raw.fill(0)
  }
  return new Vault(keys, newest)
}

/** The tablet's own vault, for what must be known before any PIN (names on the lock screen). Its key cannot be exported. */
export const openDeviceVault = (ownKey: CryptoKey): Vault => new Vault(new Map([[0, ownKey]]), 0)

/** A new key for `openDeviceVault`. */
export const newDeviceVaultKey = (): Promise<CryptoKey> =>
  globalThis.crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
