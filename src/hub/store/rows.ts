import type { TranslatedLanguage } from '../../domain/wordsPack.ts'

/**
 * The hub's rows as the rooms above see them: bytes are Uint8Array, ids are lower-case hex or uuid text, instants are
 * milliseconds of the hub's clock unless said otherwise. The tenant is implied by the transaction.
 */

export interface TenantRow {
  /** surrogate uuid; the official code is an attribute, because codes were reused (design D15) */
  id: string
  communeCode: string
  /** ISO day of the list that the code belongs to */
  listDate: string
  name: string
  practice: boolean
  createdAt: number
}

export interface UnitRow {
  id: string
  /** short code that the CLI and slips use, unique in the tenant */
  code: string
  kind: 'commune' | 'hamlet'
  name: string
  oldName: string | null
}

export interface TeamRow {
  id: string
  unit: string
  name: string
  /** current team key id and key, wrapped for the hub's own use (bytes); members get it sealed (SPEC KEY-5) */
  keyId: number
  key: Uint8Array
  /** keys of before, each `id u32 ‖ key(32)`: what tablets sealed or pulled under them stays readable (SPEC KEY-6) */
  olderKeys: Uint8Array
}

export interface VolunteerRow {
  id: string
  team: string
  name: string
  /** P-256 public keys, raw uncompressed points */
  signKey: Uint8Array
  boxKey: Uint8Array
  /** private keys under the PIN (SPEC KEY-3); the hub cannot open it */
  bundle: Uint8Array
  status: 'active' | 'left'
  /** sign keys of before each new first PIN, 65 bytes each: what was sealed under them still counts (SPEC KEY-7) */
  olderSignKeys: Uint8Array
}

export interface OfficerRow {
  id: string
  name: string
  displayName: string
  /** Argon2id, PHC string */
  passwordHash: string
  role: 'officer' | 'admin'
  /** may not sign in any more; their name stays with what they did */
  disabled: boolean
}

export interface OfficerSessionRow {
  tokenHash: string
  officer: string
  createdAt: number
  expiresAt: number
}

/** A passkey by which an officer signs in. The private half is in the officer's own device (decision 018). */
export interface PasskeyRow {
  /** credential id, base64url */
  id: string
  officer: string
  /** COSE */
  publicKey: Uint8Array
  /** sign counter as the device told it last; 0 for those that count nothing */
  counter: number
  /** what the officer calls it */
  label: string
  createdAt: number
  lastUsedAt: number | null
  /** since when it opens nothing any more: its counter fell, so there are two of it */
  blockedAt: number | null
}

export interface DeviceRow {
  id: string
  unit: string
  team: string
  label: string
  /** P-256 points, raw */
  signKey: Uint8Array
  boxKey: Uint8Array
  status: 'pending' | 'approved' | 'refused' | 'revoked'
  /** `kiosk`: residents work at it by themselves, so no volunteer signs for what it sends (SPEC KSK-1) */
  purpose: 'team' | 'kiosk'
  lease: Uint8Array | null
  createdAt: number
  lastSeenAt: number | null
  /** since when somebody there calls for a person (SPEC KSK-7) */
  calledAt: number | null
}

/** A number of the queue (SPEC KSK-8): nothing of who holds it. */
export interface TicketRow {
  /** local day of the hub, `2026-11-27` */
  day: string
  number: string
  /** the kiosk that gave it */
  device: string
  takenAt: number
  state: 'waiting' | 'called' | 'served' | 'absent'
  /** where its holder was called to */
  counter: string | null
  calledAt: number | null
  calls: number
}

/** What a tablet stated of one of its evenings (SPEC LED-2): counts and places, nothing of a person. */
export interface EveningRow {
  device: string
  /** by the tablet's own calendar, `2026-11-27` */
  day: string
  captured: number
  acknowledged: number
  /** by the hub's clock, ms */
  toldAt: number
  /** the tablet's signed word, with the places in its chains */
  jws: string
}

/** What the desk decided of two cases: whether they are one person's (decision 033). `a` is the lower id. */
export interface SamenessRow {
  a: string
  b: string
  same: boolean
  /** `officer:<id>` */
  by: string
  /** by the hub's clock, ms */
  at: number
}

export interface KioskLetterRow {
  device: string
  letter: string
}

export interface EnrolTokenRow {
  tokenHash: string
  unit: string
  team: string
  expiresAt: number
  usedAt: number | null
}

export interface ChainRow {
  chain: string
  device: string
  n: number
  /** h_n, 32 bytes */
  hash: Uint8Array
}

/**
 * A branch: items of a tablet's chain `origin` that went another way than the hub's (SPEC CHN-8). It has a `ChainRow` of its
 * own, with the numbers of the origin.
 */
export interface BranchRow {
  /** the branch's own id, under which its items lie that no other branch has */
  chain: string
  origin: string
  /** where its items 1…n lie, in order: up to each number under that chain or branch */
  path: BranchPart[]
}
export type BranchPart = readonly [chain: string, upTo: number]

export interface SessionHeaderRow {
  sid: string
  device: string
  actor: string
  kid: string
  /** the header exactly as signed */
  bytes: Uint8Array
}

export interface ItemRow {
  chain: string
  n: number
  device: string
  type: number
  schema: number
  sid: string
  sealId: Uint8Array
  /** null when withheld (SPEC CHN-6); then `withheld` tells why */
  ct: Uint8Array | null
  ctHash: Uint8Array
  withheld: string | null
  /** h_n */
  hash: Uint8Array
  receivedAt: number
  quarantined: boolean
  /** of an item in a branch the chain that it was sealed for; null for all others (SPEC CHN-8) */
  origin: string | null
}

/** What a device has stored in one day of the hub's clock (SPEC STR-6). */
export interface IntakeRow {
  device: string
  /** days since 1970, UTC */
  day: number
  /** ciphertext */
  bytes: number
  items: number
  /** of photos, which have a share of their own (SPEC PHO-6) */
  photoBytes: number
}

export interface FrameRow {
  chain: string
  upToN: number
  fromN: number
  device: string
  signature: Uint8Array
}

export interface ReceiptRow {
  chain: string
  upToN: number
  /** compact JWS */
  jws: string
}

export interface VerdictRow {
  chain: string
  n: number
  device: string
  state: 'applied' | 'held' | 'rejected'
  /** problem code, null when applied */
  reason: string | null
  /** small data of the reason (ids, numbers, group names), never a person's data */
  data: Record<string, string | number>
  /** what a held item waits for */
  waitsFor: string | null
  record: string | null
  /** version of the record after this item */
  version: number | null
  /** the hub's version that its writer had seen (SPEC MRG-9); null where it is not applied, or was by a hub of before */
  seen: number | null
  seq: number
}

/** A held or rejected item, as the desk's attention page shows it. */
export interface TroubledItem {
  verdict: VerdictRow
  receivedAt: number
  /** it is held, and in the queue to be decided again */
  isQueued: boolean
}

export interface GroupState {
  value: Record<string, unknown>
  /** version of the record in which this group last changed */
  version: number
  /** version in which a person chose between two values of this group (SPEC MRG-6) */
  chosen?: number
}

export interface RecordRow {
  id: string
  type: string
  team: string
  version: number
  groups: Record<string, GroupState>
  /** unknown fields by group, byte-exact JSON, never applied or rendered */
  extra: Record<string, Record<string, unknown>>
  status: string
  officialCode: string | null
  /** sentence of the officer who sent it back */
  returnNote: string | null
  /** record this one belongs to (a dossier's activation) */
  parent: string | null
  /** accent-free text that the desk's search matches */
  search: string
  openConflicts: number
  /** is it open for the team's tablets; was it ever */
  shared: boolean
  everShared: boolean
  /** begun at a kiosk: while it is a draft it is no team's, until somebody claims it with its slip (SPEC KSK-4) */
  unclaimed: boolean
  createdAt: number
  updatedAt: number
  seq: number
}

/** A record that another team has now (SPEC RND-7). */
export interface MovedRow {
  /** that had it before */
  team: string
  record: string
  seq: number
  /** by the hub's clock, ms */
  at: number
}

export interface ChangeRow {
  record: string
  version: number
  group: string
  base: number
  set: Record<string, unknown>
  before: Record<string, unknown>
  outcome: 'applied' | 'conflict' | 'chosen' | 'command'
  actor: string
  device: string | null
  chain: string | null
  n: number | null
  /** what the tablet's clock said, ms; never decides anything */
  wall: number | null
  at: number
}

export interface ConflictRow {
  id: string
  record: string
  group: string
  /** what the record shows now */
  current: Record<string, unknown>
  currentFrom: ConflictSource
  proposed: Record<string, unknown>
  proposedFrom: ConflictSource
  openedAt: number
  resolvedAt: number | null
  resolvedBy: string | null
  choice: 'current' | 'proposed' | null
}

export interface ConflictSource {
  actor: string
  device: string | null
  wall: number | null
  at: number
}

export interface Alarm {
  id: string
  code: string
  device: string | null
  /** the newest place, and when that was */
  chain: string | null
  n: number | null
  at: number
  /** the first time, or the first since it was answered */
  since: number
  /** how many places it was raised for */
  count: number
  /** how many of them a person has answered: one that is raised again is open again */
  answered: number
}

/** A person let this held or quarantined item in (SPEC VDT-8). */
export interface AdmissionRow {
  chain: string
  n: number
  /** `officer:<id>` */
  by: string
  at: number
}

/** A tablet that was reported lost: the 72 hours of the breach list run from here. */
export interface LossRow {
  device: string
  reportedAt: number
  by: string
}

/** The highest counter for which the desk has read an answer to a volunteer at a tablet (SPEC KEY-8). */
export interface RecoveryRow {
  device: string
  volunteer: string
  counter: number
}

export interface PackRow {
  id: string
  version: number
  kind: string
  jws: string
  seq: number
}

/** What a pack says, by its hash: of its newest version only. */
export interface PackBodyRow {
  pack: string
  sha256: string
  body: Uint8Array
}

/**
 * Where a recorded sentence stands (decision 022): `draft` waits for a second person, who took it (`reviewed`) or gave it back
 * (`returned`); `withdrawn` is one whose speaker wants it no more; `replaced` one in whose place another counts, as long as tablets have it.
 */
export type ClipState = 'draft' | 'returned' | 'reviewed' | 'withdrawn' | 'replaced'

/** One sentence as a local speaker said it. Of each sentence and language one waits at most, and one counts. `recordedBy` is an officer or a volunteer. */
export interface ClipRow {
  id: string
  /** ISO 639-3 */
  language: string
  sound: string
  state: ClipState
  type: string
  bytes: number
  speaker: string
  /** the day on which the speaker agreed */
  consentOn: string
  recordedBy: string
  recordedAt: number
  decidedBy: string | null
  decidedAt: number | null
  /** why it was given back, or '' */
  reason: string
  /** stands in a pack that tablets are told of */
  isOut: boolean
}

/** The sound itself; gone when its clip is withdrawn or another took its place. */
export interface ClipBodyRow {
  clip: string
  body: Uint8Array
}

/** A sentence of a guide in another language, as somebody wrote it; it goes the way of a clip (decision 022). */
export interface TranslationRow {
  id: string
  language: TranslatedLanguage
  /** the Vietnamese sentence, letter by letter */
  source: string
  text: string
  state: Exclude<ClipState, 'withdrawn'>
  writtenBy: string
  writtenAt: number
  decidedBy: string | null
  decidedAt: number | null
  /** why it was given back, or '' */
  reason: string
  isOut: boolean
}

/** What a slip of a kiosk's draft opens, and how often somebody was wrong (SPEC KSK-5). */
export interface ClaimRow {
  record: string
  /** of the slip's secret, 32 bytes */
  proof: Uint8Array
  /** by the hub's clock, ms */
  until: number
  wrong: number
  /** the tablet that was right */
  claimedBy: string | null
}

/** Items 1…n of a chain lie in a backup that was read back whole at `at` (SPEC STO-6). */
export interface SafeRow {
  chain: string
  device: string
  n: number
  at: number
  seq: number
}

/**
 * Where the bytes of a photo are (SPEC PHO-8, PHO-11): here; wanted from its tablet; nowhere, as its tablet says; let go because
 * nothing named it; on their way out for an erasure, and out.
 */
export type PhotoState = 'stored' | 'missing' | 'gone' | 'dropped' | 'erasing' | 'erased'

/** A photo is its tablet's: another one's under the same id is another photo. */
export interface PhotoKey {
  device: string
  /** hex */
  id: string
}

export interface PhotoRow extends PhotoKey {
  /** session that sealed it; null before it has come */
  sid: string | null
  /** bytes of its sealed form, 0 before it has come */
  length: number
  state: PhotoState
  receivedAt: number | null
  /** when a backup with it was read back whole (SPEC PHO-10) */
  safeAt: number | null
}

/** An applied item of the photo's own tablet brought it to this case (SPEC PHO-3). */
export interface PhotoRefRow {
  device: string
  photo: string
  record: string
  chain: string
  n: number
}

export interface RecordFilter {
  type?: string
  /** one of these */
  types?: readonly string[]
  status?: string[]
  /** accent-free words, all must match */
  search?: string
  /** accent-free words that must stand together in this order, such as a whole name */
  phrase?: string
  openConflicts?: boolean
  parent?: string
  /**
   * Last changed at `at` or before (hub's clock, ms), also where that clock was behind for a while: what was made after `at`, or stands
   * later in the sequence than a record last changed after `at` and before `past`, was not (decision 019).
   */
  surelyBy?: { at: number; past: number }
  limit: number
  offset?: number
}

export type FeedEntry =
  /** `forked` of an item in a branch: the chain it was sealed for, and its h_n */
  | { kind: 'verdict'; seq: number; verdict: VerdictRow; forked: { chain: string; hash: Uint8Array } | null }
  | { kind: 'record'; seq: number; record: RecordRow }
  | { kind: 'gone'; seq: number; record: string }
  | { kind: 'pack'; seq: number; pack: PackRow }
  | { kind: 'safe'; seq: number; safe: SafeRow }
