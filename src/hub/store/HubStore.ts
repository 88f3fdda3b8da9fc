import type { TranslatedLanguage } from '../../domain/wordsPack.ts'
import type { AuditEntry, AuditRow } from './audit.ts'
import type {
  AdmissionRow,
  Alarm,
  BranchRow,
  ChainRow,
  ChangeRow,
  ClaimRow,
  ClipBodyRow,
  ClipRow,
  ConflictRow,
  DeviceRow,
  EnrolTokenRow,
  EveningRow,
  FeedEntry,
  FrameRow,
  IntakeRow,
  ItemRow,
  KioskLetterRow,
  LossRow,
  MovedRow,
  OfficerRow,
  OfficerSessionRow,
  PackBodyRow,
  PackRow,
  PasskeyRow,
  PhotoKey,
  PhotoRefRow,
  PhotoRow,
  ReceiptRow,
  RecordFilter,
  RecordRow,
  RecoveryRow,
  SafeRow,
  SamenessRow,
  SessionHeaderRow,
  TeamRow,
  TenantRow,
  TicketRow,
  TranslationRow,
  TroubledItem,
  UnitRow,
  VerdictRow,
  VolunteerRow,
} from './rows.ts'

/**
 * The hub's one store. Two engines implement it and pass the same contract suite (tests/contract/storeContract.ts):
 * PostgreSQL, and an in-memory one for the simulator. All reads and writes are inside a transaction of one tenant
 * (design D15), so that no code path can name a row of another commune.
 */
export interface HubStore {
  /**
   * Run `work` in one serialisable-enough transaction of one tenant (SET LOCAL app.tenant). When the promise resolves
   * the commit is durable (fsynced); when it rejects nothing happened. Throws `StoreError('unknown-tenant')` when there is no such tenant.
   */
  inTenant<T>(tenant: string, work: (tx: TenantTx) => Promise<T>): Promise<T>
  /** The communes this hub serves (code, name): no personal data. Through a definer function in PostgreSQL. */
  tenants(): Promise<TenantRow[]>
  createTenant(row: TenantRow): Promise<void>
  /** The hub's epoch: raised by a restore (SPEC EPO-1). */
  epoch(): Promise<number>
  /** `{ engine: 'postgresql'|'memory', version, ok }` for /healthz. */
  health(): Promise<StoreHealth>
  close(): Promise<void>
}

export interface StoreHealth {
  engine: 'postgresql' | 'memory'
  version: string
  ok: boolean
}

/** What ends by itself, and is of no use to anybody some time after. */
export type ExpiringKind = 'nonce' | 'officerSession' | 'enrolToken'

/**
 * What one transaction of one tenant can do. Methods that the same transaction calls after a write see that write.
 * `lock…` methods hold the row until the transaction ends, so that two pushes of one chain, or two apply workers of one
 * tenant, run one after the other.
 */
export interface TenantTx {
  readonly tenant: string

  // --- the tenant's counter and audit chain (one row, locked until commit: gapless, SPEC SEQ-1)
  nextSeq(): Promise<number>
  /** The last sequence number given, without taking the counter: what is read after it is at least as new. */
  seq(): Promise<number>
  /** Append one audit line; returns the new head (hex SHA-256 over previous head and the canonical line). */
  audit(entry: AuditEntry): Promise<string>
  auditHead(): Promise<string>
  auditRows(from: number, limit: number): Promise<AuditRow[]>

  // --- organisation
  tenantRow(): Promise<TenantRow>
  putUnit(row: UnitRow): Promise<void>
  units(): Promise<UnitRow[]>
  putTeam(row: TeamRow): Promise<void>
  teams(): Promise<TeamRow[]>
  putVolunteer(row: VolunteerRow): Promise<void>
  volunteers(team?: string): Promise<VolunteerRow[]>
  volunteer(id: string): Promise<VolunteerRow | null>
  putOfficer(row: OfficerRow): Promise<void>
  officerByName(name: string): Promise<OfficerRow | null>
  officer(id: string): Promise<OfficerRow | null>
  officers(): Promise<OfficerRow[]>
  putOfficerSession(row: OfficerSessionRow): Promise<void>
  officerSession(tokenHash: string): Promise<OfficerSessionRow | null>
  deleteOfficerSession(tokenHash: string): Promise<void>
  /** Sign an officer out wherever they are signed in. */
  endOfficerSessions(officer: string): Promise<void>

  // --- officers' passkeys
  /** `conflict` when its counter would fall, its key or officer change, or a blocked one be let in again. */
  putPasskey(row: PasskeyRow): Promise<void>
  lockPasskey(id: string): Promise<PasskeyRow | null>
  /** Of one officer, or all, oldest first. */
  passkeys(officer?: string): Promise<PasskeyRow[]>
  deletePasskey(id: string): Promise<void>

  // --- devices and enrolment
  putDevice(row: DeviceRow): Promise<void>
  /** A device was heard of at `at` (ms): that alone is written, so that it can undo nobody's decision on the device. */
  seeDevice(id: string, at: number): Promise<void>
  device(id: string): Promise<DeviceRow | null>
  devices(): Promise<DeviceRow[]>
  putEnrolToken(row: EnrolTokenRow): Promise<void>
  /** Mark the token used if it is unused and not expired at `now` (ms); null otherwise. One use even in parallel. */
  useEnrolToken(tokenHash: string, now: number): Promise<EnrolTokenRow | null>
  enrolTokens(): Promise<EnrolTokenRow[]>
  /** True the first time a nonce is used, false as long as it is remembered (security-sync fault 41). */
  useNonce(nonce: string, expiresAt: number): Promise<boolean>

  /** Forget rows that ended before an instant (ms), `limit` of them at most; how many that were. */
  removeExpired(kind: ExpiringKind, before: number, limit: number): Promise<number>

  // --- the durable append (ingest)
  lockChain(chain: string): Promise<ChainRow | null>
  putChain(row: ChainRow): Promise<void>
  chainsOf(device: string): Promise<ChainRow[]>
  /** Write a branch beside its chain row; a later put may only lengthen its path. */
  putBranch(row: BranchRow): Promise<void>
  branch(chain: string): Promise<BranchRow | null>
  /** All branches of a chain, by id. */
  branchesOf(origin: string): Promise<BranchRow[]>
  putSessionHeader(row: SessionHeaderRow): Promise<void>
  /** A session is its device's: another one's under the same sid is another session (SPEC SES-5). */
  sessionHeader(device: string, sid: string): Promise<SessionHeaderRow | null>
  appendItems(rows: ItemRow[]): Promise<void>
  /** What a device has stored on this day, held until the transaction ends; a day other than the last begins with nothing. */
  lockIntake(device: string, day: number): Promise<IntakeRow>
  /** Write back what `lockIntake` gave. */
  putIntake(row: IntakeRow): Promise<void>
  /** `[n, reason]` of items with from < n ≤ to that are withheld or quarantined (SPEC RCP-1), in order. */
  exceptionsBetween(chain: string, from: number, to: number): Promise<[number, string][]>
  putFrame(row: FrameRow): Promise<void>
  item(chain: string, n: number): Promise<ItemRow | null>
  /** Receipts are written once and are the same for ever (SPEC RCP-4): a second put of the same place is an error. */
  putReceipt(row: ReceiptRow): Promise<void>
  receiptAt(chain: string, upToN: number): Promise<ReceiptRow | null>
  /** The last one of a chain, or the last up to a number. */
  lastReceipt(chain: string, upTo?: number): Promise<ReceiptRow | null>

  // --- apply
  /** Take the tenant's apply lock until the transaction ends: one apply worker a tenant, on however many hubs. */
  lockApply(): Promise<void>
  /**
   * The queue: items without a verdict, not quarantined, and held ones put back into it, in the order they were appended; those
   * put back take half of `limit` at most while others wait (`nextTurns`).
   */
  pendingItems(limit: number): Promise<ItemRow[]>
  /** Write an item's verdict; it leaves the queue. */
  putVerdict(row: VerdictRow): Promise<void>
  verdict(chain: string, n: number): Promise<VerdictRow | null>
  /** Put the held items that wait for this key back into the queue: they are decided again in their turn. */
  requeue(waitsFor: string): Promise<void>
  /** A held item that was put back stays held as it is: it leaves the queue. */
  leaveQueue(chain: string, n: number): Promise<void>
  lockRecord(id: string): Promise<RecordRow | null>
  record(id: string): Promise<RecordRow | null>
  putRecord(row: RecordRow): Promise<void>
  /** A record has left a team; the last time that it did counts. */
  putMoved(row: MovedRow): Promise<void>
  /** Records that left a team, those that came back to it too, the first to leave first. */
  movedFrom(team: string): Promise<MovedRow[]>
  /** Those that changed last come first, by the tenant's sequence: a clock orders nothing. */
  records(filter: RecordFilter): Promise<RecordRow[]>
  /** How many records fit the filter, whatever its `limit` and `offset`. */
  recordCount(filter: RecordFilter): Promise<number>
  putChange(row: ChangeRow): Promise<void>
  /** A record's whole history, in the order it was written: as long as it is. */
  changes(record: string): Promise<ChangeRow[]>
  /** The last change of a group that stands, which a conflict's does not; `status` for the last decision on a case. */
  lastChange(record: string, group: string): Promise<ChangeRow | null>
  /** By record, the tablet of its first change that came from one: a look-up each, however long the histories are. */
  firstDevices(records: readonly string[]): Promise<Map<string, string>>
  putConflict(row: ConflictRow): Promise<void>
  conflict(id: string): Promise<ConflictRow | null>
  conflicts(filter: { record?: string; open?: boolean }): Promise<ConflictRow[]>
  /**
   * Take what a person said out of the history, the conflicts and the sealed items of a case that already stands as erased;
   * their places, hashes and times stay (SPEC ERA-1). How many items that were; `conflict` for a case that is not erased.
   */
  eraseCase(id: string, at: number): Promise<number>
  /** Take the body of a rejected item out, or of a studio's that was applied; of any other nothing (SPEC ERA-1, ERA-2, STU-3). */
  eraseItem(chain: string, n: number): Promise<void>
  /**
   * Raise an alarm. The same id again is no second row: its count rises and it moves to the newer place, unless that is
   * where it is already. What it is about (code, tablet) stays.
   */
  putAlarm(row: Omit<Alarm, 'count' | 'since' | 'answered'>): Promise<void>
  /** A person has answered the first `count` times that it was raised; false when there is no such alarm. */
  answerAlarm(id: string, count: number): Promise<boolean>
  /** Alarms in order of time, answered or not. */
  alarms(): Promise<Alarm[]>
  /** A page of those that nobody has answered, newest first, and how many there are: of copied tablets, or all others. */
  openAlarms(which: { cloned: boolean; offset: number; limit: number }): Promise<{ total: number; alarms: Alarm[] }>
  /**
   * Held and rejected items with when they came, newest verdict first, at most `limit`: the desk's attention page. Those that are
   * held for one of the reasons `first`, and not in the queue again, come before all others.
   */
  troubledItems(limit: number, first?: readonly string[]): Promise<TroubledItem[]>
  /** By device, how many items are held for this reason and not in the queue to be decided again. */
  heldFor(reason: string): Promise<Map<string, number>>

  // --- what people decide about items, tablets and PINs
  /** A person lets an item in: it goes (back) into the queue, quarantined or held (SPEC VDT-8). Safe to repeat. */
  admit(row: AdmissionRow): Promise<void>
  isAdmitted(chain: string, n: number): Promise<boolean>
  /** Quarantined items that nobody has decided about, newest first. */
  quarantinedItems(limit: number): Promise<ItemRow[]>
  /** Who sealed each of these items, by `chain/n`: one look, however many they are. Of an item that is not here nothing. */
  actorsOf(places: readonly { chain: string; n: number }[]): Promise<Map<string, string>>
  /** Ids of the records that items of this tablet became part of. */
  recordsSentBy(device: string): Promise<string[]>
  /** The first report of a loss stands. */
  putLoss(row: LossRow): Promise<void>
  loss(device: string): Promise<LossRow | null>
  losses(): Promise<LossRow[]>
  /** The counter only rises. */
  putRecovery(row: RecoveryRow): Promise<void>
  recoveries(device: string): Promise<RecoveryRow[]>

  // --- kiosks
  /** A claim of a record; the proof that it was made with stays. */
  putClaim(row: ClaimRow): Promise<void>
  claim(record: string): Promise<ClaimRow | null>
  /** Somebody at a kiosk calls for a person since `at` (ms), or no more; that alone is written, as with `seeDevice`. */
  callFrom(device: string, at: number | null): Promise<void>
  /** Letters that kiosks have; none is ever taken away or given twice (SPEC KSK-8). */
  kioskLetters(): Promise<KioskLetterRow[]>
  putKioskLetter(row: KioskLetterRow): Promise<void>
  /** A number that is there already stays as it is. */
  addTicket(row: TicketRow): Promise<void>
  /** Writes state, counter, calls. */
  changeTicket(row: TicketRow): Promise<void>
  /** Numbers of a day, who waits longest first. */
  tickets(day: string): Promise<TicketRow[]>
  /** The same, locked until the transaction ends. */
  lockTickets(day: string): Promise<TicketRow[]>
  /** Hold the commune's letters until the transaction ends: two kiosks that ask at once get two. */
  lockKioskLetters(): Promise<void>
  /** Forget the numbers of all days before. */
  dropTickets(before: string): Promise<void>

  // --- evenings
  /** The newest word of a tablet about an evening: one that says less than what is kept changes nothing (SPEC LED-3). */
  putEvening(row: EveningRow): Promise<void>
  /** Evenings told of since then (the hub's clock, ms; a tablet's day orders nothing), the last told first. */
  evenings(since: number): Promise<EveningRow[]>
  /** Of one tablet keep the `most` that were told last. */
  trimEvenings(device: string, most: number): Promise<void>
  /** Forget those that were told before. */
  dropEvenings(before: number): Promise<void>

  // --- cases of one person
  /** The newest decision about two cases stands. */
  putSameness(row: SamenessRow): Promise<void>
  /** Everything that was decided of a case and another, the oldest first. */
  samenessOf(record: string): Promise<SamenessRow[]>
  /** Forget what was decided of a case, as it is erased. */
  dropSameness(record: string): Promise<void>

  // --- clips of the language studio
  /**
   * `duplicate` where another one of this sentence waits, or counts; `conflict` where it would become another sentence or speaker,
   * come back from being reviewed, withdrawn or replaced, or be reviewed by who recorded it.
   */
  putClip(row: ClipRow): Promise<void>
  /** Hold the commune's studio until the transaction ends: recording, writing, deciding, publishing, taking back go one by one. */
  lockStudio(): Promise<void>
  clip(id: string): Promise<ClipRow | null>
  /** Of one language, or all, by language, sound and time. */
  clips(language?: string): Promise<ClipRow[]>
  /** With its sound. */
  dropClip(id: string): Promise<void>
  putClipBody(row: ClipBodyRow): Promise<void>
  dropClipBody(clip: string): Promise<void>
  clipBody(clip: string): Promise<ClipBodyRow | null>

  /**
   * Goes the way of a clip: `duplicate` where another one of this sentence waits, or counts; `conflict` where it would become another
   * sentence, come back from being reviewed, or be reviewed by who wrote it.
   */
  putTranslation(row: TranslationRow): Promise<void>
  translation(id: string): Promise<TranslationRow | null>
  /** Of one language, or all, by language, source and time. */
  translations(language?: TranslatedLanguage): Promise<TranslationRow[]>
  dropTranslation(id: string): Promise<void>

  // --- pull
  /**
   * What a device may know that is newer than `cursor`, ordered by seq, at most `limit`: verdicts of its own items, its
   * team's open records (whole, as they are now), `gone` for records once shared with the team and open no more or another team's
   * now, packs, and how far its own chains are safe.
   */
  feedSince(device: string, team: string, cursor: number, limit: number): Promise<FeedEntry[]>
  putPack(row: PackRow): Promise<void>
  packs(): Promise<PackRow[]>
  /** The body of a pack's newest version, in place of the one before. */
  putPackBody(row: PackBodyRow): Promise<void>
  dropPackBody(pack: string): Promise<void>
  packBody(sha256: string): Promise<PackBodyRow | null>
  /** How far a chain lies in a verified backup; never less than before (`conflict`). */
  putSafe(row: SafeRow): Promise<void>
  safeMarks(): Promise<SafeRow[]>

  // --- photos
  /** An applied item brings a photo to a case; its bytes are wanted unless they are here (SPEC PHO-8). Safe to repeat. */
  namePhoto(row: PhotoRefRow): Promise<void>
  /** Its bytes are here, flushed. False, and nothing is written, when it was erased (SPEC PHO-11). */
  storePhoto(row: Omit<PhotoRow, 'state' | 'safeAt'>): Promise<boolean>
  /** Its file is gone or another: it is wanted again. Of a photo that is not stored nothing changes. */
  losePhoto(key: PhotoKey): Promise<void>
  /** Its tablet has these wanted photos no more. */
  photosGone(device: string, ids: readonly string[]): Promise<void>
  photo(key: PhotoKey): Promise<PhotoRow | null>
  /** Those of a device that the hub knows, of these ids. */
  photosOf(device: string, ids: readonly string[]): Promise<PhotoRow[]>
  /** Ids that the hub wants from a device, at most `limit`. */
  wantedPhotos(device: string, limit: number): Promise<string[]>
  /** What items brought to a case, in the order of their ids. */
  casePhotos(record: string): Promise<PhotoRow[]>
  /** Take the photos of a case out, but for those that a case brought too which stands (SPEC PHO-11). */
  erasePhotos(record: string): Promise<void>
  /** Photos that were brought to a case which is erased already: never to be taken, here or not (SPEC PHO-11). */
  endPhotos(device: string, ids: readonly string[]): Promise<void>
  /** Those whose files are still to be removed, at most `limit`. */
  erasingPhotos(limit: number): Promise<PhotoKey[]>
  /** Their files are gone. */
  photosErased(keys: readonly PhotoKey[]): Promise<void>
  /** Stored ones behind a key in order of device and id, at most `limit`. */
  storedPhotos(after: PhotoKey | null, limit: number): Promise<PhotoRow[]>
  /** Let go of stored photos that came before an instant (ms) and that no item has named; at most `limit`. Which they were. */
  dropUnnamedPhotos(before: number, limit: number): Promise<PhotoKey[]>
  /** They lie in a backup that was read back whole at `at`: those among them that a case brought. How many that were. */
  markPhotosSafe(keys: readonly PhotoKey[], at: number): Promise<number>

  // --- figures for screens and /metrics
  /** How many records stand in each status that any stands in. */
  statusCounts(): Promise<Record<string, number>>
  counts(): Promise<{
    items: number
    pending: number
    held: number
    rejected: number
    records: number
    openConflicts: number
    devices: number
    seq: number
  }>
}

/** The store refused or failed; `code` is for programs, `data` never holds personal data. */
export class StoreError extends Error {
  constructor(
    readonly code: 'unknown-tenant' | 'duplicate' | 'unavailable' | 'disk-full' | 'conflict',
    readonly data: Record<string, string | number> = {},
  ) {
    super(code)
    this.name = 'StoreError'
  }
}
