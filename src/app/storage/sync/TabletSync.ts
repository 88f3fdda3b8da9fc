import { fromBase64url } from '../../../crypto/bytes.ts'
import type { Bytes, CryptoPort } from '../../../crypto/CryptoPort.ts'
import type { ToldNumber } from '../../../protocol/queue.ts'
import { callDesk } from '../../../sync/callDesk.ts'
import { fetchPacks } from '../../../sync/fetchPacks.ts'
import type { PhotoLine } from '../../../sync/photoPorts.ts'
import type {
  EveningWords,
  Line,
  SyncClock,
  SyncOutcome,
  SyncPorts,
  SyncProgress,
  TeamKeys,
} from '../../../sync/ports.ts'
import { pushPhotos } from '../../../sync/pushPhotos.ts'
import type { Round } from '../../../sync/Round.ts'
import { type LoopState, SyncLoop } from '../../../sync/SyncLoop.ts'
import { syncOnce } from '../../../sync/syncOnce.ts'
import { tellQueue } from '../../../sync/tellQueue.ts'
import type { Changes } from '../db/Changes.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { readProfile } from '../device/profile.ts'
import { DexiePhotoStore } from '../photos/DexiePhotoStore.ts'
import type { TabletPhotoBudget } from '../photos/TabletPhotoBudget.ts'
import type { Locks } from '../platform/webLocks.ts'
import type { ClaimResult, FinishedItem, Slip, SyncPort, SyncStatus, Watch } from '../ports.ts'
import type { Keyring } from '../seal/Keyring.ts'
import { claimSlip } from './claimSlip.ts'
import { countStored } from './countStored.ts'
import { DexiePackStore } from './DexiePackStore.ts'
import { DexieSyncStore } from './DexieSyncStore.ts'
import { hasWaiting } from './pushWaiting.ts'
import { readFinished } from './readFinished.ts'
import type { StatusBoard } from './StatusBoard.ts'

export interface TabletSyncParts {
  db: TabletDb
  crypto: CryptoPort
  clock: SyncClock
  random(): number
  locks: Locks
  line: Line
  photoLine: PhotoLine
  photoBudget: TabletPhotoBudget
  keyring: Keyring
  changes: Changes
  board: StatusBoard
  evenings: EveningWords
  /** A whole round with the hub went well; `missingKey` is a team key that its pages wanted and is not here. */
  onContact(missingKey: number | undefined): void
}

/** What the line's outcome shows as; a round that failed on this tablet's own disk says nothing about the line. */
const lineOf = (outcome: SyncOutcome | null): SyncStatus['line'] => {
  switch (outcome?.kind) {
    case 'no-line':
    case 'captive-portal':
    case 'hub-busy':
    case 'refused':
    case 'revoked':
      return outcome.kind
    default:
      return 'idle'
  }
}

/** Runs the sync engine in this tab: alone among tabs, woken by what happens here, by the line, or by a tap. */
export class TabletSync implements SyncPort {
  readonly status: Watch<SyncStatus>
  private readonly loop: SyncLoop
  private readonly store: DexieSyncStore
  private readonly photoStore: DexiePhotoStore
  private readonly packs: DexiePackStore
  private readonly ending = new AbortController()
  /** of a kiosk: what its pages are sealed with, PIN or none (SPEC KSK-6) */
  private lease: Bytes | null = null
  /** the hub takes no photos from then until then, by the tablet's clock */
  private photosRest = { from: 0, until: 0 }

  constructor(private readonly parts: TabletSyncParts) {
    const { board, clock, locks, db, keyring, changes } = parts
    this.status = board.status
    this.store = new DexieSyncStore(parts)
    this.photoStore = new DexiePhotoStore(parts)
    this.packs = new DexiePackStore(parts)
    this.loop = new SyncLoop({
      clock,
      random: () => parts.random(),
      round: (signal) => this.round(signal),
      // a disk that cannot be read just now is no reason to give up sending for good
      hasWork: () => this.hasWork().catch(() => true),
      // verdicts come with a pull, and a pull wants the team key (SPEC PULL-6)
      awaitsVerdict: async () => this.maySee() && (await countStored(db).catch(() => 0)) > 0,
      // what comes can be read only with the team's key (SPEC PULL-6)
      isWatched: () => this.maySee(),
      exclusively: async (work) => {
        const done = await locks.holdIfFree('tram-so-sync', work)
        return done === 'taken' ? null : done
      },
      onState: (state) => this.show(state),
    })
    changes.listen((change) => {
      if (change === 'device') void this.readLease().then(() => this.wake())
      if (change === 'sealed') this.wake()
    })
    keyring.listen((keys) => {
      // what the team has done meanwhile can be read now
      if (keys) this.wake()
    })
  }

  /** Runs until `stop`. */
  async run(): Promise<void> {
    await this.readLease()
    await this.loop.run(this.ending.signal)
  }

  stop(): void {
    this.ending.abort()
  }

  private wake(): void {
    this.loop.wake()
  }

  async finished(since: number): Promise<FinishedItem[]> {
    return await readFinished(this.parts.db, this.parts.keyring, since)
  }

  async sendNow(isTap = true): Promise<void> {
    this.loop.wake(isTap)
  }

  async sendPhotosNow(): Promise<void> {
    this.parts.photoBudget.isLifted = true
    this.photosRest.until = 0
    this.loop.wake(true)
  }

  async setPhotoBudget(bytes: number | null): Promise<void> {
    await writeMeta(this.parts.db, 'photoBudget', bytes)
    this.parts.changes.say('sync')
    this.loop.wake()
  }

  private async hasWork(): Promise<boolean> {
    const { db } = this.parts
    if (((await readMeta(db, 'queue'))?.untold.length ?? 0) > 0) return true
    return (await hasWaiting(db)) || (await db.photos.where('state').equals('waiting').count()) > 0
  }

  /** Can what comes be read here: with the team's key, or at a kiosk with the tablet's own (SPEC PULL-6, KSK-6)? */
  private maySee(): boolean {
    return this.lease !== null || this.parts.keyring.current !== null
  }

  private async readLease(): Promise<void> {
    const known = await readProfile(this.parts.db).catch(() => null)
    const isKiosk = known?.device.status === 'ready' && known.device.kiosk === true
    this.lease = isKiosk ? fromBase64url(known.profile.lease) : null
  }

  /** Asked anew for each page: a lock in the middle of a pull ends it there. */
  private teamKeys(): TeamKeys | null {
    const { keyring } = this.parts
    if (this.lease) return (id) => (id === 0 ? this.lease : null)
    return keyring.current ? (id) => keyring.current?.teamKeys.get(id) ?? null : null
  }

  async claim(typed: Slip): Promise<ClaimResult> {
    const result = await claimSlip(this.engine(), typed, this.ending.signal)
    if (result.kind === 'ok') this.loop.wake()
    return result
  }

  async call(waits: boolean): Promise<boolean> {
    return callDesk(this.engine(), waits, this.ending.signal).then(
      () => true,
      () => false,
    )
  }

  /** This kiosk's letter once the desk knows these numbers; null without a line (SPEC KSK-8). */
  async tellQueue(numbers: readonly ToldNumber[]): Promise<string | null> {
    return tellQueue(this.engine(), numbers, this.ending.signal).catch(() => null)
  }

  private engine(): SyncPorts {
    const { crypto, clock, line, random } = this.parts
    return { crypto, clock, line, random, store: this.store, packs: this.packs, teamKeys: this.teamKeys() }
  }

  private async round(signal: AbortSignal): Promise<SyncOutcome> {
    const { keyring } = this.parts
    const onProgress = (progress: SyncProgress) => this.progress(progress)
    const { evenings } = this.parts
    const outcome = await syncOnce({ ...this.engine(), evenings, onProgress }, signal, async (round) => {
      // all but photos is done, and a photo may be cut where text goes through
      if (!round.isRevoked) this.parts.onContact(keyring.current ? round.missingKey : undefined)
      await fetchPacks(round)
      await this.sendPhotos(round)
    })
    const { now } = this.parts.clock
    if (outcome.photosRestMs !== undefined) this.photosRest = { from: now(), until: now() + outcome.photosRestMs }
    if (outcome.kind === 'done' && !outcome.more) this.parts.photoBudget.isLifted = false
    return outcome
  }

  private async sendPhotos(round: Round): Promise<void> {
    const { photoLine: line, photoBudget: budget, clock } = this.parts
    const { from, until } = this.photosRest
    // a clock that was set back ends the pause: it would not end for years
    if (clock.now() >= from && clock.now() < until) return
    await pushPhotos(round, { store: this.photoStore, line, budget })
  }

  private progress({ phase, ...counts }: SyncProgress): void {
    const what = phase === 'photos' ? 'photos' : 'items'
    this.parts.board.setLine({ line: phase === 'pull' ? 'pulling' : 'sending', progress: { what, ...counts } })
  }

  private show(state: LoopState): void {
    if (state.kind === 'running') return
    const line = lineOf(state.outcome)
    this.parts.board.setLine({ line, progress: null, nextTryAt: state.nextTryAt })
  }
}
