import type { Bytes, HpkeOpener } from '../../../crypto/CryptoPort.ts'
import type { SealingSession } from '../../../protocol/sessionHeader.ts'
import type { VolunteerChoice } from '../ports.ts'
import { StorageProblem } from '../ports.ts'
import type { Vault } from '../vault/Vault.ts'

/** What is at hand while a volunteer is unlocked; in memory only, gone with the lock (design D9). */
export interface OpenKeys {
  volunteer: VolunteerChoice
  vault: Vault
  teamKeys: ReadonlyMap<number, Bytes>
  session: SealingSession
  /** opens a team key that comes while the tablet is unlocked (SPEC KEY-6) */
  box: HpkeOpener
  /** monotonic clock when the session began */
  startedAt: number
}

/** What sealing an item needs of them. */
export type SealingKeys = Pick<OpenKeys, 'vault' | 'session' | 'startedAt'>

/** Holds the keys of the one unlocked volunteer, or none. */
export class Keyring {
  private keys: OpenKeys | null = null
  private readonly listeners = new Set<(keys: OpenKeys | null) => void>()

  get current(): OpenKeys | null {
    return this.keys
  }

  /** The keys; throws `StorageProblem('locked')` when nobody is unlocked. */
  require(): OpenKeys {
    if (!this.keys) throw new StorageProblem('locked')
    return this.keys
  }

  open(keys: OpenKeys): void {
    this.keys = keys
    this.tell()
  }

  /** The team's key has turned: from now on with these. Nothing happens when somebody else is unlocked by now. */
  renew(volunteerId: string, fresh: Pick<OpenKeys, 'vault' | 'teamKeys'>): void {
    if (this.keys?.volunteer.id !== volunteerId) return
    for (const key of this.keys.teamKeys.values()) key.fill(0)
    this.keys = { ...this.keys, ...fresh }
    this.tell()
  }

  /** Forget all keys; raw team keys are overwritten. */
  close(): void {
    if (!this.keys) return
    for (const key of this.keys.teamKeys.values()) key.fill(0)
    this.keys = null
    this.tell()
  }

  listen(listener: (keys: OpenKeys | null) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private tell(): void {
    for (const listener of this.listeners) listener(this.keys)
  }
}
