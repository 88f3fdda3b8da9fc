import { fromBase64url } from '../../../crypto/bytes.ts'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import {
  leastCost,
  openPinBundle,
  type Stretch,
  type StretchCost,
  sealPinBundle,
  type VolunteerKeys,
} from '../../../protocol/pinBundle.ts'
import type { Changes } from '../db/Changes.ts'
import type { DeviceRow, VolunteerRow } from '../db/rows.ts'
import { toStorageProblem } from '../db/storageProblem.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { Profile } from '../device/profile.ts'
import { readProfile } from '../device/profile.ts'
import { flushSaves } from '../openSaves.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import { WatchedValue } from '../platform/WatchedValue.ts'
import type { Locks } from '../platform/webLocks.ts'
import {
  type LockPort,
  type LockState,
  type RecoveryResult,
  StorageProblem,
  type UnlockResult,
  type VolunteerChoice,
} from '../ports.ts'
import type { Keyring } from '../seal/Keyring.ts'
import { calibrate } from './calibrate.ts'
import { openVolunteer } from './openVolunteer.ts'
import type { Recovery } from './Recovery.ts'
import { mostTries, Tries } from './Tries.ts'

export interface TabletLockParts {
  db: TabletDb
  crypto: CryptoPort
  clock: TabletClock
  locks: Locks
  keyring: Keyring
  stretch: Stretch
  changes: Changes
}

/** The lock screen's port: PINs are checked here, offline; keys go to the keyring and nowhere else (design D9). */
export class TabletLock implements LockPort {
  readonly state = new WatchedValue<LockState>({ kind: 'locked', reason: 'start' })
  private readonly counted: Tries
  private loaded: Promise<Recovery> | null = null
  /** keys that a right answer opened, until the new PIN is given; in memory only */
  private recovered: { id: string; keys: VolunteerKeys } | null = null

  constructor(private readonly parts: TabletLockParts) {
    this.counted = new Tries(parts.db, parts.clock)
    parts.changes.listen((change, here) => {
      // whoever holds the tablet now must find no other tab open
      if (change === 'turned' && !here) void flushSaves().finally(() => this.lock('asked'))
    })
  }

  async volunteers(): Promise<VolunteerChoice[]> {
    const { db } = this.parts
    const known = await db
      .withRoom(() => readProfile(db))
      .catch((error: unknown) => {
        throw toStorageProblem(error)
      })
    return known?.device.status === 'ready' ? known.profile.volunteers : []
  }

  async tries(volunteerId: string): Promise<{ waitSeconds: number; locked: boolean }> {
    const { waitMs, locked } = await this.counted.standing(volunteerId)
    return { waitSeconds: Math.ceil(waitMs / 1000), locked }
  }

  async unlock(volunteerId: string, pin: string): Promise<UnlockResult> {
    try {
      return await this.parts.locks.hold('tram-so-unlock', () =>
        this.parts.db.withRoom(() => this.tryPin(volunteerId, pin)),
      )
    } catch (error) {
      throw toStorageProblem(error)
    }
  }

  lock(reason: 'asked' | 'idle' | 'hidden'): void {
    this.parts.keyring.close()
    if (this.state.value.kind === 'open') this.state.set({ kind: 'locked', reason })
  }

  turn(): void {
    const { value } = this.state
    if (value.kind !== 'open') return
    this.state.set({ ...value, turned: true })
    this.parts.changes.say('turned')
  }

  async challenge(volunteerId: string): Promise<string | null> {
    const { device } = await this.choiceOf(volunteerId)
    return (await this.recovery()).challenge(device, volunteerId)
  }

  async answer(volunteerId: string, spoken: string): Promise<RecoveryResult> {
    try {
      return await this.parts.locks.hold('tram-so-unlock', async () => {
        const { device } = await this.choiceOf(volunteerId)
        const { result, keys } = await (await this.recovery()).answer(device, volunteerId, spoken)
        this.recovered = keys && { id: volunteerId, keys }
        return result
      })
    } catch (error) {
      throw toStorageProblem(error)
    }
  }

  async newPin(volunteerId: string, pin: string): Promise<void> {
    const { db, crypto, clock, stretch, keyring, locks } = this.parts
    try {
      await locks.hold('tram-so-unlock', async () => {
        const { device, profile, choice } = await this.choiceOf(volunteerId)
        const { recovered } = this
        const row = await db.volunteers.get(volunteerId)
        const lease = fromBase64url(profile.lease)
        if (recovered?.id !== volunteerId || !row || !lease) throw new StorageProblem('missing', { what: 'recovery' })
        const begun = clock.monotonic()
        await stretch(pin, crypto.random(16), leastCost)
        const cost = calibrate({ cost: leastCost, ms: clock.monotonic() - begun })
        const bundle = await sealPinBundle(crypto, stretch, pin, cost, lease, recovered.keys)
        const keys = await this.finish(device, row, choice, recovered.keys, bundle)
        this.recovered = null
        keyring.open(keys)
        this.state.set({ kind: 'open', volunteer: choice })
      })
    } catch (error) {
      throw toStorageProblem(error)
    }
  }

  /** Not needed to draw the lock screen, so a chunk of its own. */
  private recovery(): Promise<Recovery> {
    this.loaded ??= import('./Recovery.ts')
      .then((module) => new module.Recovery(this.parts))
      .catch((error: unknown) => {
        // no line before all was kept here: the next use asks again
        this.loaded = null
        throw error
      })
    return this.loaded
  }

  /** The tablet and one of its volunteers. Throws `StorageProblem('missing')`. */
  private async choiceOf(id: string): Promise<{ device: DeviceRow; profile: Profile; choice: VolunteerChoice }> {
    const known = await readProfile(this.parts.db)
    const choice = known?.profile.volunteers.find((volunteer) => volunteer.id === id)
    if (known?.device.status !== 'ready' || !choice) throw new StorageProblem('missing', { what: 'volunteer' })
    return { ...known, choice }
  }

  private async tryPin(id: string, pin: string): Promise<UnlockResult> {
    const { db, keyring } = this.parts
    const known = await this.choiceOf(id)
    const { choice } = known
    const standing = await this.counted.standing(id)
    if (standing.locked) return { kind: 'locked' }
    if (standing.waitMs > 0) return { kind: 'wait', seconds: Math.ceil(standing.waitMs / 1000) }

    const tries = await this.counted.begin(id)
    const row = await db.volunteers.get(id)
    if (!row) throw new StorageProblem('missing', { what: 'volunteer' })
    const opened = await this.openBundle(row, pin, known.profile).catch(async (error: unknown) => {
      await this.counted.takeBack(id)
      throw error
    })
    if (!opened) return this.refusal(id, tries)
    const keys = await this.finish(known.device, row, choice, opened.keys, opened.bundle).catch(
      async (error: unknown) => {
        await this.counted.takeBack(id)
        throw error
      },
    )
    keyring.open(keys)
    this.state.set({ kind: 'open', volunteer: choice })
    return { kind: 'ok' }
  }

  private async refusal(id: string, tries: number): Promise<UnlockResult> {
    if (tries >= mostTries) return { kind: 'locked' }
    const { waitMs } = await this.counted.standing(id)
    if (waitMs > 0) return { kind: 'wait', seconds: Math.ceil(waitMs / 1000) }
    return { kind: 'wrong', triesLeft: mostTries - tries }
  }

  /** Keys and the bundle to keep from now on; null when the PIN is wrong. */
  private async openBundle(
    row: VolunteerRow,
    pin: string,
    profile: Profile,
  ): Promise<{ keys: VolunteerKeys; bundle: VolunteerRow['bundle'] } | null> {
    const { crypto, clock, stretch } = this.parts
    const lease = fromBase64url(profile.lease)
    if (!lease) throw new StorageProblem('failed', { reason: 'damaged' })
    const timing: { run: { cost: StretchCost; ms: number } | null } = { run: null }
    const timed: Stretch = async (text, salt, cost) => {
      const begun = clock.monotonic()
      const stretched = await stretch(text, salt, cost)
      timing.run = { cost, ms: clock.monotonic() - begun }
      return stretched
    }
    const keys = await openPinBundle(crypto, timed, pin, row.kept ? lease : null, row.bundle)
    if (!keys) return null
    if (row.kept || !timing.run) return { keys, bundle: row.bundle }
    // first unlock here: seal again under PIN and lease at this tablet's own cost, the delivered one goes (SPEC KEY-4)
    return { keys, bundle: await sealPinBundle(crypto, stretch, pin, calibrate(timing.run), lease, keys) }
  }

  private async finish(
    device: DeviceRow,
    row: VolunteerRow,
    choice: VolunteerChoice,
    keys: VolunteerKeys,
    bundle: VolunteerRow['bundle'],
  ) {
    const { db, crypto, clock } = this.parts
    const open = await openVolunteer(crypto, clock, device, { choice, row, keys })
    const opened: VolunteerRow = { ...row, bundle, kept: true, tries: 0, waitMs: 0 }
    // a PIN opens without it too; what could not be sealed now is sealed at the next unlock
    const recovery = row.recovery ? await this.recovery().catch(() => null) : null
    const ready = recovery ? await recovery.withBox(device, opened, keys) : opened
    await db.transaction('rw', db.volunteers, async () => {
      const stored = await db.volunteers.get(row.id)
      // a provision may have come meanwhile: its team key stands, and after a new first PIN its bundle too (SPEC KEY-7)
      if (!stored || (stored.generation ?? 0) !== (row.generation ?? 0)) return
      const { recovery: box = stored.recovery } = ready
      await db.volunteers.put({ ...stored, bundle, kept: true, tries: 0, waitMs: 0, ...(box ? { recovery: box } : {}) })
    })
    return open
  }
}
