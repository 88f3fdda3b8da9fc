import type { Elsewhere } from '../../domain/elsewhere.ts'
import type { GuideDefinition } from '../../domain/guideDefinition.ts'
import type { Household } from '../../domain/household.ts'
/**
 * What the tablet's screens may ask of the machine below them. Screens read local storage only, never the network's
 * answer (design D11). Implemented by the storage room over Dexie and the vault; wired in `app/main.tsx`.
 */
import type { RecordTypeName } from '../../domain/records.ts'
import type { Round, TeamGoal } from '../../domain/round.ts'
import type { WordsPack } from '../../domain/wordsPack.ts'
import type { MeetingRefusal } from '../../protocol/meetingWord.ts'

/** A value that can be read now and watched; a signal satisfies it. `subscribe` calls back at once with the value. */
export interface Watch<T> {
  readonly value: T
  subscribe(listener: (value: T) => void): () => void
}

// ---------------------------------------------------------------- this tablet
export type EnrolState =
  /** never enrolled, and no token in the address */
  | { kind: 'none' }
  /** enrolled before under this label, and now its store is empty: the browser found it damaged (fault 8) */
  | { kind: 'lost'; deviceLabel: string }
  /** keys made, waiting for the officer to approve on sight */
  | { kind: 'pending'; code: string; unitName: string; practice: boolean }
  | { kind: 'refused' }
  | { kind: 'revoked' }
  | {
      kind: 'ready'
      deviceLabel: string
      unitName: string
      teamName: string
      hamletName: string
      practice: boolean
      /** residents use it by themselves */
      kiosk: boolean
    }
  | { kind: 'failed'; problem: 'token-used' | 'token-expired' | 'insecure' | 'no-line' | 'incognito' | 'unknown' }

export interface StorageGrant {
  persisted: boolean
  installed: boolean
  /** a real commune needs one of the two; the practice commune only warns */
  required: boolean
}

export interface DevicePort {
  readonly state: Watch<EnrolState>
  readonly storageGrant: Watch<StorageGrant>
  /** Begin with a token (from the enrol link); makes keys and asks for persistent storage. */
  enrol(token: string): Promise<void>
  /** Ask the browser again for persistent storage (a tap is a user gesture). */
  askPersistence(): Promise<StorageGrant>
  /** Ask the hub now who belongs to the team and whether a PIN was given anew; without a line nothing happens. */
  askTeam(): Promise<void>
}

// ---------------------------------------------------------------- lock
export interface VolunteerChoice {
  id: string
  name: string
}

export type UnlockResult =
  | { kind: 'ok' }
  | { kind: 'wrong'; triesLeft: number }
  /** after 5 wrong tries: wait this long */
  | { kind: 'wait'; seconds: number }
  /** 10 wrong: locked for this volunteer; the sealed outbox still sends */
  | { kind: 'locked' }

export type LockState =
  | { kind: 'locked'; reason: 'start' | 'asked' | 'idle' | 'hidden' }
  /** `turned`: a resident holds it for one step; only the lock leads back, and so to a PIN */
  | { kind: 'open'; volunteer: VolunteerChoice; turned?: true }

export type RecoveryResult =
  | { kind: 'ok' }
  /** a sign was heard or typed wrong: its check fails, and no try is counted */
  | { kind: 'misheard' }
  | { kind: 'wrong'; triesLeft: number }
  /** too many wrong answers, or none can be used here: only the hub's line helps */
  | { kind: 'spent' }

export interface LockPort {
  readonly state: Watch<LockState>
  volunteers(): Promise<VolunteerChoice[]>
  /** Argon2id in a worker; offline. */
  unlock(volunteerId: string, pin: string): Promise<UnlockResult>
  /** Seconds still to wait for this volunteer, 0 when none; `locked` when 10 tries are used up. */
  tries(volunteerId: string): Promise<{ waitSeconds: number; locked: boolean }>
  lock(reason: 'asked' | 'idle' | 'hidden'): void
  /** The open tablet goes into a resident's hands until it is locked; other tabs of it lock at once. */
  turn(): void
  /** The code to read to the desk for a forgotten PIN (SPEC KEY-8); null when this tablet can be mended by a line only. */
  challenge(volunteerId: string): Promise<string | null>
  /** What the desk answered. After `ok` a new PIN is to be given with `newPin`. */
  answer(volunteerId: string, spoken: string): Promise<RecoveryResult>
  /** Give the new PIN after an `ok`; the tablet is open then. Rejects with `StorageProblem`. */
  newPin(volunteerId: string, pin: string): Promise<void>
}

// ---------------------------------------------------------------- drafts
/** A draft is one record being worked on: groups of fields, as `domain/records.ts` names them. */
export interface Draft {
  /** record id (uuid); shows as a short code */
  id: string
  type: RecordTypeName
  /** name for the list; the person's name, or empty */
  title: string
  /** the screen to come back to, e.g. `name`, `ladder:otp`, `check` */
  at: string
  groups: Record<string, Record<string, unknown>>
  /** an earlier sealed state of this record that the desk sent back, if any: the version each group was read at */
  baseVersion: number
  parent: string | null
  createdAt: number
  updatedAt: number
  owner: string
  /** why the desk sent it back, in the officer's words */
  returnNote: string | null
  /** it was given to another tablet, and its code has not come: nothing is written in it here */
  given?: { to: string; at: number } | undefined
  /** the disk has not taken this yet: it stands sealed in memory, to be saved again (fault 5) */
  unwritten?: true
}

export interface DraftSummary {
  id: string
  type: RecordTypeName
  title: string
  at: string
  shortCode: string
  updatedAt: number
  ownerName: string
  returned: boolean
  parent: string | null
  /** somebody else has it: opening it is asked about first */
  held: Held | null
  /** it was given to this tablet, or to whichever of the team opens it first, and nobody has begun (SPEC HLD-2) */
  offer: { by: string; at: number } | null
}

/**
 * Who has a draft, and where: a colleague `here`; the tablet that a `bundle` was made for; `elsewhere` in the team. Given through the
 * commune and not begun: `waiting` for the line, `sent` there, `offered` by another tablet to a third; `who` is '' for any tablet.
 */
export interface Held {
  who: string
  since: number
  way: 'here' | 'bundle' | 'waiting' | 'sent' | 'offered' | 'elsewhere'
}

export interface DraftPort {
  /** Open work of the team on this tablet, newest first. */
  readonly list: Watch<DraftSummary[]>
  create(type: Draft['type'], groups: Draft['groups'], parent: string | null): Promise<Draft>
  get(id: string): Promise<Draft | null>
  /**
   * Vault-seal and store these fields (merged into their groups; `null` removes a field) and the place to come back to.
   * When it resolves the write is durable (strict). Rejects with `StorageProblem`; what was stored before stays.
   */
  save(id: string, patch: Record<string, Record<string, unknown>>, at?: string): Promise<void>
  /** "Xong": seal to the hub, put into the outbox, drop the draft, in one transaction. Resolves with the code for the slip. */
  finish(id: string): Promise<{ shortCode: string }>
  /** Throw a draft away after the screen asked; kept for `undo` until the page closes. */
  discard(id: string): Promise<void>
  undoDiscard(id: string): Promise<void>
  /** May a new case begin (own byte ledger, SPEC STO-4)? Asked before a case starts, never in the middle. */
  room(): Promise<{ ok: boolean; usedBytes: number; capBytes: number }>
}

export class StorageProblem extends Error {
  constructor(
    readonly code: 'disk-full' | 'locked' | 'missing' | 'closed' | 'version-change' | 'failed',
    readonly data: Record<string, string | number> = {},
  ) {
    super(code)
    this.name = 'StorageProblem'
  }
}

// ---------------------------------------------------------------- photos of papers
export interface PhotoPort {
  /** May one more photo be taken? Text keeps its room whatever photos take (SPEC PHO-12). */
  hasRoom(): Promise<boolean>
  /**
   * Seal a JPEG at once and keep it with its draft as the last page of this paper, durably. Resolves with its id. Rejects with
   * `StorageProblem`.
   */
  add(draft: string, paper: string, jpeg: Uint8Array): Promise<string>
  /** Throw a photo of a draft away. */
  remove(draft: string, photo: string): Promise<void>
  /**
   * The resident takes the consent back: it says no and all photos of the case are gone from this tablet, in one durable write
   * (SPEC PHO-12). Rejects with `StorageProblem`; then all stands as it was.
   */
  takeBack(draft: string): Promise<void>
  /** Does this tablet keep a photo of that name? What another tablet took goes to the commune from there (SPEC PHO-3). */
  isHere(photo: string): Promise<boolean>
  /** The JPEG, as long as the session lasts that sealed it; null afterwards. */
  view(photo: string): Promise<Uint8Array | null>
}

// ---------------------------------------------------------------- sending
/** `mobile` costs the person something; `unknown` may. */
export type LineKind = 'wifi' | 'mobile' | 'unknown'

/** How photos of this tablet stand; items and photos are counted apart. */
export interface PhotoStatus {
  waiting: number
  waitingBytes: number
  /** the hub holds them, a backup not yet */
  stored: number
  safe: number
  /** the hub refuses them for good */
  refused: number
  /** what a day may cost on a line that is not known to be Wi-Fi, bytes; 0 is Wi-Fi only, null any number */
  budget: number | null
  spentToday: number
  line: LineKind
}

export interface AttentionItem {
  /** record's short code, never a name while locked */
  shortCode: string
  recordId: string | null
  /** `studio`: a sentence that was recorded or written, and no case */
  type: RecordTypeName | 'studio'
  /** `returned` (the desk asks for more), `rejected`, `held`, `conflict`, `conflict-resolved`, `withheld` */
  kind: 'returned' | 'rejected' | 'held' | 'conflict' | 'conflict-resolved' | 'withheld'
  /** problem code for `locales/{vi,en}/problems.json` */
  reason: string
  data: Record<string, string | number>
  /** the officer's sentence, when there is one */
  note: string | null
  title: string
  at: number
}

export interface SendProgress {
  what: 'items' | 'photos'
  sentItems: number
  totalItems: number
  sentBytes: number
  totalBytes: number
}

export interface SyncStatus {
  pending: number
  stored: number
  applied: number
  safe: number
  photos: PhotoStatus
  attention: AttentionItem[]
  /**
   * This tablet was cloned or restored and has left a chain (SPEC CHN-5): `open` while something of that waits for a person,
   * `settled` after.
   */
  copied: 'no' | 'open' | 'settled'
  /** creation time (tablet clock) of the oldest item that the hub does not have, or null */
  oldestPendingAt: number | null
  /** the disk itself is full, whatever the ledger says: no new case (fault 5) */
  diskFull: boolean
  /** own ledger, bytes */
  bytesUsed: number
  bytesCap: number
  lastContactAt: number | null
  /** hub time minus tablet time at last contact, ms; null before any contact */
  clockOffset: number | null
  clockDoubt: boolean
  persisted: boolean
  versions: { app: string; wire: number; schema: number; epoch: number | null }
  /** what the line does right now */
  line: 'idle' | 'sending' | 'pulling' | 'no-line' | 'captive-portal' | 'hub-busy' | 'refused' | 'revoked'
  progress: SendProgress | null
  /** time of the next try by itself, tablet clock */
  nextTryAt: number | null
}

/** A case that was finished on this tablet: its name only until it is applied (SPEC STO-3). */
export interface FinishedItem {
  recordId: string
  shortCode: string
  type: RecordTypeName
  /** '' once the tablet no longer knows */
  title: string
  state: 'pending' | 'stored' | 'applied' | 'safe' | 'held' | 'rejected'
  /** tablet clock, ms */
  at: number
}

/** What became of a slip that a volunteer typed in (SPEC KSK-5). */
export type ClaimResult =
  /** the draft is the team's; it comes with the next contact, under this id */
  | { kind: 'ok'; recordId: string }
  /** a sign was read or typed wrong: its check fails, and no try is counted */
  | { kind: 'misread'; what: 'code' | 'secret' }
  /** no such slip, or one that was tried too often */
  | { kind: 'unknown' }
  | { kind: 'expired' }
  | { kind: 'no-line' }
  | { kind: 'busy' }
  | { kind: 'refused' }

export interface SyncPort {
  readonly status: Watch<SyncStatus>
  /** Finished here since then (tablet clock, ms), newest first. */
  finished(since: number): Promise<FinishedItem[]>
  /** The button "Gửi ngay", which waits for nothing; when nobody tapped, what the hub asked to wait is waited (SPEC PRB-2). */
  sendNow(isTap?: boolean): Promise<void>
  /** Send all photos now, whatever the line costs. */
  sendPhotosNow(): Promise<void>
  /** What photos may cost a day on a line that is not known to be Wi-Fi, bytes; null is any number. */
  setPhotoBudget(bytes: number | null): Promise<void>
  /** Take over a draft that a resident began at a kiosk; needs a line. */
  claim(typed: Slip): Promise<ClaimResult>
  /** At a kiosk: somebody waits for a person, or no more. True when the desk was told; needs a line. */
  call(waits: boolean): Promise<boolean>
}

// ---------------------------------------------------------------- the evening round
/** A household of the team; `waits` while what was last said of it here has not come back from the commune. */
export interface TonightHousehold extends Household {
  readonly waits: boolean
  /** what another tablet told of it tonight, and no record says yet (SPEC MEE-4) */
  readonly elsewhere: Elsewhere | null
}

/** An evening's plan; `waits` as with a household. */
export interface TonightRound extends Round {
  readonly waits: boolean
  /** two plans of it say different things, and the desk is to choose (SPEC MRG-3): how many times */
  readonly conflicts: number
}

/** An evening as a volunteer plans it. */
export interface NewEvening extends Omit<Round, 'id'> {
  /** the hamlet's name */
  readonly hamlet: string
}

/** What this tablet did tonight, as another one takes it in. */
export interface OwnWord {
  /** of the file */
  name: string
  bytes: Uint8Array<ArrayBuffer>
  houses: number
}

/** What became of another tablet's word. */
export type Met =
  /** `strange` houses are not on this tablet */
  | { kind: 'ok'; label: string; houses: number; strange: number }
  /** it was taken before, or says less than one that was */
  | { kind: 'again' | 'older'; label: string }
  /** this tablet's own, or of an evening that is not tonight */
  | { kind: MeetingRefusal | 'own' | 'other-evening' }

/** All that the team's tablet knows of its round, read from its own disk (design D11). */
export interface Tonight {
  /** in walking order */
  readonly households: readonly TonightHousehold[]
  /** of this evening, or the next one; null where none is planned */
  readonly round: TonightRound | null
  /** all that are planned where the team has houses, also those that are over, the soonest first */
  readonly evenings: readonly TonightRound[]
  readonly goal: TeamGoal | null
}

export interface RoundPort {
  /** null while locked and until it was read */
  readonly tonight: Watch<Tonight | null>
  /** Begin a household; resolves with its id once it is sealed, durably. Rejects with `StorageProblem`. */
  add(groups: Draft['groups']): Promise<string>
  /** Change a household: sealed at once, in one transaction with what this tablet reads. Rejects with `StorageProblem`. */
  save(id: string, patch: Draft['groups']): Promise<void>
  /** Plan an evening of this team, or change its plan: sealed at once as well (SPEC RND-6). Rejects with `StorageProblem`. */
  plan(evening: NewEvening): Promise<void>
  /** What was done here tonight, sealed for the team's other tablets. Rejects with `StorageProblem`. */
  word(): Promise<OwnWord>
  /** Take in what another tablet did: a mark on its houses, and nothing of the commune's. Rejects with `StorageProblem`. */
  meet(bytes: Uint8Array): Promise<Met>
}

// ---------------------------------------------------------------- kiosk
/** What a resident takes along to go on elsewhere (SPEC KSK-5). */
export interface Slip {
  code: string
  /** eight signs; shown on the slip and nowhere else */
  secret: string
}

/** Whether what the resident has finished so far is sealed on its way to the commune. */
export type SealState = 'idle' | 'sealing' | 'sealed' | 'failed'

/** What a resident at a kiosk has begun. */
export interface Begun {
  id: string
  type: RecordTypeName
  slip: Slip | null
}

/** One resident after the other at a tablet that stands in a hall (design D10). */
export interface KioskPort {
  /** What the resident who stands there has begun: in memory only. */
  readonly drafts: DraftPort
  readonly sealing: Watch<SealState>
  /** A page was finished: what it changed is sealed. False when it could not be. */
  sealPages(): Promise<boolean>
  /** What a resident said aloud instead of writing it, in memory until it is sent; null forgets it. Throws `StorageProblem`. */
  keepSound(id: string, sound: Uint8Array | null): void
  soundOf(id: string): Uint8Array | null
  /** A number of the hall's queue, the same however often it is asked for in one sitting; null before the first line. */
  takeNumber(): Promise<string | null>
  /** How many numbers the desk does not know of yet. */
  readonly untold: Watch<number>
  /** What the resident has begun; its slip once something of it is sealed. */
  begun(): Begun[]
  /** Nothing of the one before is left in memory when it resolves; what was sealed goes on to the commune. */
  nextPerson(): Promise<void>
}

// ---------------------------------------------------------------- packs
/** A pack that the hub published, as far as it got on this tablet (SPEC PCK-5). */
export interface PackNote {
  id: string
  /** the version that stands here; 0 for none */
  version: number
  /** why the newest was not taken in; a code of `locales/{vi,en}/problems.json` */
  refused: { version: number; reason: string } | null
}

export interface PackPort {
  /** Guides that the hub published; those that ship with the app are not among them. */
  readonly guides: Watch<readonly GuideDefinition[]>
  /** Translations that the hub published, each taken by a second person. */
  readonly words: Watch<readonly WordsPack[]>
  /** How many sounds are recorded, by language (ISO 639-3). */
  readonly clips: Watch<Readonly<Record<string, number>>>
  /** Which of them, by language. */
  sounds(language: string): ReadonlySet<string>
  readonly notes: Watch<readonly PackNote[]>
  /** The recorded clip of a sound, or null. */
  clip(language: string, sound: string): Promise<Blob | null>
}

// ---------------------------------------------------------------- hand-over
/** Sealed work as a file for the desk: nobody on the way can read it (SPEC FIL-1). */
export interface CarriedWork {
  /** says which tablet and how far, nothing of a person */
  name: string
  bytes: Uint8Array<ArrayBuffer>
  items: number
  photos: number
  /** what did not fit and waits for a line */
  left: { items: number; photos: number }
}

/** What became of a receipt file that was carried back (SPEC FIL-4). */
export type ReceiptsTaken =
  /** so many more items and photos are the hub's now; 0 when this file was taken before */
  | { kind: 'ok'; items: number; photos: number }
  | { kind: 'unknown-file' }
  | { kind: 'other-tablet' }
  | { kind: 'not-the-hub' }
  /** the hub was restored since: a line must say so first */
  | { kind: 'other-epoch' }

/** What this tablet captured in an evening (SPEC LED-1): captured is acknowledged and waiting. */
export interface EveningNote {
  /** by the tablet's calendar, `2026-11-27` */
  day: string
  captured: number
  acknowledged: number
  /** by number in its chain; the code only while unlocked */
  waiting: { n: number; shortCode: string | null }[]
}

/** What lies sealed on this tablet, and when it goes (SPEC STO-3); what can be read is the list of drafts. */
export interface Holdings {
  /** sealed items whose bodies are here: nobody can open them on it */
  sealed: number
  /** of those, safe in a backup and waiting for their seven days */
  sealedSafe: number
}

export interface TabletKey {
  label: string
  /** an age recipient, `age1…` */
  key: string
  /** twelve signs in fours that both screens show */
  check: string
}

/** Another tablet of the team. */
export interface TeamTablet {
  id: string
  label: string
}

export type GivenDraft =
  | { kind: 'ok'; name: string; bytes: Uint8Array<ArrayBuffer>; photos: number }
  /** the commune has its beginning: it comes to the other tablet by a line */
  | { kind: 'sealed' }

/** What became of a bundle that was brought here. */
export type TakenDraft =
  | { kind: 'ok'; draft: string; shortCode: string; from: string; code: string }
  /** it was taken before; the code is the same */
  | { kind: 'again'; shortCode: string; code: string }
  | { kind: 'unknown-file' }
  /** sealed for another tablet, or changed on its way */
  | { kind: 'not-for-us' }
  | { kind: 'other-team' }
  /** somebody here works at the same draft: nothing is overwritten */
  | { kind: 'here-already'; shortCode: string }

/** Pictures off another screen, as far as they were seen. */
export interface FrameGathering {
  /** True when this text brought something new. */
  add(text: string): boolean
  readonly progress: { have: number; total: number; missing: number[] }
  /** Once all are here and fit together; null before. */
  bytes(): Promise<Uint8Array | null>
}

export interface HandoverPort {
  /** The evenings since then (tablet's clock, ms), the newest first. */
  evenings(since: number): Promise<EveningNote[]>
  holdings(): Promise<Holdings>
  /** All that waits, sealed, as one file; null when nothing waits that a file can carry. */
  workFile(): Promise<CarriedWork | null>
  /** A colleague of the team goes on with a draft on this tablet; what was said of it stands in its notes. */
  giveHere(draft: string, volunteer: VolunteerChoice): Promise<void>
  /** Who is unlocked takes a draft on: a colleague's, or one that was given to another tablet. */
  takeOver(draft: string): Promise<void>
  /** The team's other tablets, as the hub last told. */
  tablets(): Promise<TeamTablet[]>
  /** Sealed to the hub with who is to have it: that tablet, or with null whichever of the team opens it first (SPEC HLD-2). */
  giveThroughHub(draft: string, to: TeamTablet | null): Promise<void>
  /** This tablet's key, to be shown to the one that gives. */
  ownKey(): Promise<{ text: string; check: string }>
  /** Another tablet's key as it was scanned or read; null when it is none, or another team's. */
  readKey(text: string): Promise<TabletKey | null>
  /** A draft for that tablet alone, as an age file; it stays here, as given, until its code comes back. */
  giveAway(draft: string, to: TabletKey): Promise<GivenDraft>
  /** The same bytes as pictures for a camera, one after the other; null when they are too many. */
  frames(bytes: Uint8Array): Promise<readonly string[] | null>
  gather(): FrameGathering
  /** The code that the other tablet showed: then the draft is no longer here. False when it is another. */
  release(draft: string, code: string): Promise<boolean>
  /** Take in what another tablet gave. */
  take(bytes: Uint8Array): Promise<TakenDraft>
  /** Check what the desk gave back; its items are stored then, as if a line had said so. */
  takeReceipts(bytes: Uint8Array): Promise<ReceiptsTaken>
}

// ---------------------------------------------------------------- language studio
/** A sentence of a guide in a language: by its sound's key, or by its Vietnamese as it is written. */
export interface StudioSentence {
  /** ISO 639-3 */
  language: string
  kind: 'clip' | 'translation'
  key: string
}

/**
 * One that was recorded or written on this tablet: `kept` until it is handed on, then an item that waits for the line (`waiting`), that
 * the hub has (`sent`) or refused (`refused`).
 */
export interface OwnSentence extends StudioSentence {
  state: 'kept' | 'waiting' | 'sent' | 'refused'
  /** what it says in Vietnamese */
  title: string
  /** who speaks; '' of one that was written */
  speaker: string
  /** what was written; '' of one that was recorded */
  text: string
  /** tablet clock, ms */
  at: number
}

/** What the speaker agreed to, and what they said: Opus in Ogg. */
export interface StudioTake {
  title: string
  speaker: string
  /** day of the consent, `2026-11-27` */
  consentOn: string
  sound: Uint8Array
}

/** The language studio of this tablet, with a line or without one. Every method resolves once the disk has it, and rejects with `StorageProblem`. */
export interface StudioWorkPort {
  readonly list: Watch<readonly OwnSentence[]>
  /** Keep what was just recorded, sealed, in the place of an earlier take that was not handed on. */
  keepTake(sentence: StudioSentence, take: StudioTake): Promise<void>
  /** Keep what is being written; '' forgets it. */
  keepText(sentence: StudioSentence, text: string): Promise<void>
  /** What was recorded and not handed on yet. */
  sound(sentence: StudioSentence): Promise<Uint8Array | null>
  /** Hand on what is kept of it: sealed into the tablet's chain, to the hub at the next line. */
  send(sentence: StudioSentence): Promise<void>
}

/** All that `app/shell/App.tsx` is given. */
export interface TabletPorts {
  device: DevicePort
  lock: LockPort
  drafts: DraftPort
  sync: SyncPort
  /** arrives with the work behind the lock */
  packs(): Promise<PackPort>
  /** The kiosk of this tablet, which is made when it is first asked for. */
  kiosk(): Promise<KioskPort>
  photos(): Promise<PhotoPort>
  round(): Promise<RoundPort>
  /** arrives when somebody asks for it */
  handover(): Promise<HandoverPort>
  studio(): Promise<StudioWorkPort>
  /** Whom these screens speak to: a volunteer, a resident to whom one handed the tablet for a step, or residents alone at a kiosk. */
  readonly holder: 'volunteer' | 'turned' | 'kiosk'
  /** Whether a way may be shown: of a step that was handed over few lead on. */
  mayGo(href: string): boolean
  /** tablet clock, ms */
  now(): number
}
