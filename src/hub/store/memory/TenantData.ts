import type { AuditRow } from '../audit.ts'
import { AUDIT_GENESIS } from '../auditHash.ts'
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
  PhotoRefRow,
  PhotoRow,
  ReceiptRow,
  RecordRow,
  RecoveryRow,
  SafeRow,
  SamenessRow,
  SessionHeaderRow,
  TeamRow,
  TenantRow,
  TicketRow,
  TranslationRow,
  UnitRow,
  VerdictRow,
  VolunteerRow,
} from '../rows.ts'
import { Table } from './Table.ts'

/** Everything that one commune has in the in-memory engine. */
export class TenantData {
  seq = 0
  auditHead = AUDIT_GENESIS
  readonly audit = new Table<AuditRow>()
  readonly units = new Table<UnitRow>()
  readonly teams = new Table<TeamRow>()
  readonly volunteers = new Table<VolunteerRow>()
  readonly officers = new Table<OfficerRow>()
  readonly officerSessions = new Table<OfficerSessionRow>()
  readonly passkeys = new Table<PasskeyRow>()
  readonly devices = new Table<DeviceRow>()
  readonly enrolTokens = new Table<EnrolTokenRow>()
  readonly nonces = new Table<number>()
  readonly chains = new Table<ChainRow>()
  readonly branches = new Table<BranchRow>()
  readonly sessionHeaders = new Table<SessionHeaderRow>()
  readonly items = new Table<ItemRow>()
  /** keys of `items` in append order */
  readonly itemOrder: string[] = []
  /** held items that are to be decided again */
  readonly requeued = new Table<true>()
  /** no item before this place in `itemOrder` is in the queue: where the search for work begins */
  firstOpen = 0
  readonly intake = new Table<IntakeRow>()
  readonly frames = new Table<FrameRow>()
  readonly receipts = new Table<ReceiptRow>()
  /** by chain, the highest `upToN` that has a receipt */
  readonly lastReceipt = new Table<number>()
  readonly verdicts = new Table<VerdictRow>()
  readonly records = new Table<RecordRow>()
  readonly changes = new Table<ChangeRow>()
  readonly conflicts = new Table<ConflictRow>()
  readonly alarms = new Table<Alarm>()
  readonly admissions = new Table<AdmissionRow>()
  readonly losses = new Table<LossRow>()
  readonly moved = new Table<MovedRow>()
  readonly recoveries = new Table<RecoveryRow>()
  readonly claims = new Table<ClaimRow>()
  readonly clips = new Table<ClipRow>()
  readonly clipBodies = new Table<ClipBodyRow>()
  readonly kioskLetters = new Table<KioskLetterRow>()
  /** by day and number */
  readonly tickets = new Table<TicketRow>()
  /** by device and day */
  readonly evenings = new Table<EveningRow>()
  readonly sameness = new Table<SamenessRow>()
  readonly translations = new Table<TranslationRow>()
  readonly packs = new Table<PackRow>()
  readonly packBodies = new Table<PackBodyRow>()
  readonly safe = new Table<SafeRow>()
  readonly photos = new Table<PhotoRow>()
  readonly photoRefs = new Table<PhotoRefRow>()

  constructor(readonly tenant: TenantRow) {}
}

/** The key of a place in a chain. */
export function placeKey(chain: string, n: number): string {
  return `${chain}/${n}`
}

/** Does this item wait to be decided: for the first time, or again? */
export function isInQueue(data: TenantData, key: string): boolean {
  return data.requeued.has(key) || (!data.verdicts.has(key) && data.items.peek(key)?.quarantined === false)
}
