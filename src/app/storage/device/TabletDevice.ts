import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { webOpener, webSigner } from '../../../crypto/web/webCrypto.ts'
import { enrolStateAnswerSchema, paths } from '../../../protocol/api.ts'
import { enrolCode } from '../../../protocol/enrolCode.ts'
import { askHub, HubRefusal, NotTheHub } from '../../../sync/askHub.ts'
import { type Line, LineError, type SyncClock } from '../../../sync/ports.ts'
import type { Changes } from '../db/Changes.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { DeviceRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { WatchedValue } from '../platform/WatchedValue.ts'
import type { Locks } from '../platform/webLocks.ts'
import type { DevicePort, EnrolState, StorageGrant } from '../ports.ts'
import { ownBytes } from '../seal/chains.ts'
import type { BrowserHost } from './BrowserHost.ts'
import { readProfile } from './profile.ts'

/** Asked this often while an officer may be looking at the code, ms. */
const pollMs = 3_000
/** A ready tablet asks at most this often who belongs to the team, ms. */
const renewMs = 5 * 60_000

export interface TabletDeviceParts {
  db: TabletDb
  crypto: CryptoPort
  clock: SyncClock
  locks: Locks
  line: Line
  changes: Changes
  host: BrowserHost
}

/** Not there before all was kept here, and now there is no line. */
const isFar = (): never => {
  throw new LineError('unreachable')
}
/** What is done once in a tablet's life, or rarely, and never without a line: not loaded with the first screen. */
const loadEnrolment = () => import('./enrolTablet.ts').catch(isFar)
const loadProvision = () => import('./takeProvision.ts').catch(isFar)

/** Enrols this tablet and says what it is (SPEC KEY-2, issue 2 §2). */
export class TabletDevice implements DevicePort {
  readonly state = new WatchedValue<EnrolState>({ kind: 'none' })
  readonly storageGrant = new WatchedValue<StorageGrant>({ persisted: false, installed: false, required: false })
  private readonly ending = new AbortController()
  private isWaiting = false
  private renewedAt: number | null = null
  private askedForKey: number | null = null

  constructor(private readonly parts: TabletDeviceParts) {}

  /** Read what this tablet is; goes on waiting for the officer if it was waiting. */
  async start(): Promise<void> {
    this.parts.changes.listen((change) => {
      // a disk that cannot be read just now, or is closed with its page, is read again at the next change
      if (change === 'device') void this.refresh().catch(() => undefined)
    })
    await this.refresh()
  }

  /** Stop asking the hub (the page ends). */
  stop(): void {
    this.ending.abort()
  }

  async enrol(token: string): Promise<void> {
    const { host, locks } = this.parts
    if (!host.isSecure()) return this.state.set({ kind: 'failed', problem: 'insecure' })
    // some browsers ask the person first, who may answer later or never
    void this.askPersistence().catch(() => undefined)
    try {
      const { enrolTablet } = await loadEnrolment()
      const failure = await locks.hold('tram-so-enrol', () => enrolTablet(this.parts, token, this.ending.signal))
      if (failure) return this.state.set(failure)
    } catch (error) {
      if (!(error instanceof LineError)) throw error
      return this.state.set({ kind: 'failed', problem: 'no-line' })
    }
    this.parts.changes.say('device')
    await this.refresh()
  }

  async askPersistence(): Promise<StorageGrant> {
    await this.parts.host.askPersistence()
    await this.readGrant()
    return this.storageGrant.value
  }

  /**
   * The hub can be reached: ask, now and then, who belongs to the team, so that a new volunteer can unlock. At once when the
   * team's key has turned: a page came under one that is not here (SPEC KEY-6).
   */
  async renew(missingKey?: number): Promise<void> {
    const isTurned = missingKey !== undefined && missingKey !== this.askedForKey
    const now = this.parts.clock.now()
    if (!isTurned && this.renewedAt !== null && Math.abs(now - this.renewedAt) < renewMs) return
    if (isTurned) this.askedForKey = missingKey
    this.renewedAt = now
    await this.parts.locks.hold('tram-so-enrol-wait', () => this.askDecision('ready'))
  }

  async askTeam(): Promise<void> {
    this.renewedAt = null
    await this.renew()
  }

  private async refresh(): Promise<void> {
    const known = await readProfile(this.parts.db)
    await this.readGrant()
    this.state.set(known ? await this.stateOf(known) : this.stateOfNone())
    if (known?.device.status === 'pending') void this.waitForOfficer()
  }

  /** A browser that finds its database damaged makes an empty one without a word (fault 8): the note beside it tells. */
  private stateOfNone(): EnrolState {
    const deviceLabel = this.parts.host.enrolledAs()
    return deviceLabel === null ? { kind: 'none' } : { kind: 'lost', deviceLabel }
  }

  private async readGrant(): Promise<void> {
    const device = await readMeta(this.parts.db, 'device')
    const isKnown = device !== undefined && device.status !== 'enrolling'
    const grant = await this.parts.host.grant()
    this.storageGrant.set({ ...grant, required: isKnown && !device.practice })
  }

  private async stateOf({
    device,
    profile,
  }: NonNullable<Awaited<ReturnType<typeof readProfile>>>): Promise<EnrolState> {
    const { practice } = device
    const { unitName, hamletName, teamName, deviceLabel } = profile
    if (device.status === 'pending') return { kind: 'pending', code: await this.codeOf(device), unitName, practice }
    if (device.status === 'ready') {
      const kiosk = device.kiosk ?? false
      this.parts.host.noteEnrolled(deviceLabel)
      return { kind: 'ready', deviceLabel, unitName, teamName, hamletName, practice, kiosk }
    }
    return device.status === 'enrolling' ? { kind: 'none' } : { kind: device.status }
  }

  private async codeOf(device: DeviceRow): Promise<string> {
    const [signer, box] = [await webSigner(device.sign), await webOpener(device.box)]
    return enrolCode(this.parts.crypto, ownBytes(device.tenant), signer.publicKey, box.publicKey)
  }

  /** Asks until the officer has decided; one tab does it for all, and another takes over when that one dies. */
  private async waitForOfficer(): Promise<void> {
    if (this.isWaiting) return
    this.isWaiting = true
    await this.parts.locks.hold('tram-so-enrol-wait', async () => {
      while (!this.ending.signal.aborted && !(await this.askDecision())) {
        await this.parts.clock.sleep(pollMs, this.ending.signal)
      }
    })
    this.isWaiting = false
  }

  /**
   * True when there is nothing more to wait for. A tablet at work ends by a signed head only: this answer's word could be
   * anybody's on the line (SPEC HEA-5).
   */
  private async askDecision(about: 'pending' | 'ready' = 'pending'): Promise<boolean> {
    const { db, crypto, line, changes } = this.parts
    const device = await readMeta(db, 'device')
    if (device?.status !== about) return true
    const { tenant, device: id } = device
    try {
      const round = { line, signal: this.ending.signal }
      const answer = await askHub(round, paths.enrolState, { tenant, device: id }, enrolStateAnswerSchema)
      if (answer.state === 'pending') return false
      if (answer.state === 'approved') {
        const { takeProvision } = await loadProvision()
        if (answer.provision === null || !(await takeProvision(db, crypto, device, answer.provision))) return false
      } else if (about === 'pending') {
        await writeMeta(db, 'device', { ...device, status: answer.state })
      }
    } catch (error) {
      // no line, a portal, or a busy hub: the officer has time
      if (error instanceof LineError || error instanceof NotTheHub || error instanceof HubRefusal) return false
      throw error
    }
    changes.say('device')
    return true
  }
}
