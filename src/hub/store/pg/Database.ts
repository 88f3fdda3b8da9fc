import type { ColumnType, Generated } from 'kysely'
import type { AuditRow } from '../audit.ts'
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

/** A row as PostgreSQL holds it: the tenant in front, and the named columns written as JSON text. */
type Stored<Row, Json extends keyof Row = never> = { tenant: string } & {
  [Key in keyof Row]: Key extends Json ? ColumnType<Row[Key], string, string> : Row[Key]
}

/** The tables for kysely. Names are camelCase here and snake_case in SQL (CamelCasePlugin). */
export interface Database {
  tenant: TenantRow
  counter: { tenant: string; seq: number; auditN: number; auditHead: string }
  audit: Stored<Required<AuditRow>, 'detail'>
  unit: Stored<UnitRow>
  team: Stored<TeamRow>
  volunteer: Stored<VolunteerRow>
  officer: Stored<OfficerRow>
  officerSession: Stored<OfficerSessionRow>
  passkey: Stored<PasskeyRow>
  device: Stored<DeviceRow>
  enrolToken: Stored<EnrolTokenRow>
  nonce: { tenant: string; nonce: string; expiresAt: number }
  chain: Stored<ChainRow>
  branch: Stored<BranchRow, 'path'>
  sessionHeader: Stored<SessionHeaderRow>
  item: Stored<ItemRow> & { ord: Generated<number> }
  pending: { tenant: string; ord: number; chain: string; n: number; again: Generated<boolean> }
  intake: Stored<IntakeRow>
  frame: Stored<FrameRow>
  receipt: Stored<ReceiptRow>
  verdict: Stored<VerdictRow, 'data'>
  record: Stored<RecordRow, 'groups' | 'extra'>
  change: Stored<ChangeRow, 'set' | 'before'> & { ord: Generated<number> }
  conflict: Stored<ConflictRow, 'current' | 'currentFrom' | 'proposed' | 'proposedFrom'>
  alarm: Stored<Alarm>
  clip: Stored<ClipRow>
  clipBody: Stored<ClipBodyRow>
  translation: Stored<TranslationRow>
  pack: Stored<PackRow>
  packBody: Stored<PackBodyRow>
  admission: Stored<AdmissionRow>
  loss: Stored<LossRow>
  moved: Stored<MovedRow>
  recovery: Stored<RecoveryRow>
  claim: Stored<ClaimRow>
  kioskLetter: Stored<KioskLetterRow>
  ticket: Stored<TicketRow>
  evening: Stored<EveningRow>
  sameness: Stored<SamenessRow>
  safe: Stored<SafeRow>
  photo: Stored<PhotoRow>
  photoRef: Stored<PhotoRefRow>
}

/** The columns to read of each table that has one more than its row: selected by name, so that a row is exactly a row. */
export const columns = {
  audit: ['n', 'at', 'actor', 'action', 'subject', 'detail', 'prev', 'hash'],
  unit: ['id', 'code', 'kind', 'name', 'oldName'],
  team: ['id', 'unit', 'name', 'keyId', 'key', 'olderKeys'],
  volunteer: ['id', 'team', 'name', 'signKey', 'boxKey', 'bundle', 'status', 'olderSignKeys'],
  officer: ['id', 'name', 'displayName', 'passwordHash', 'role', 'disabled'],
  officerSession: ['tokenHash', 'officer', 'createdAt', 'expiresAt'],
  passkey: ['id', 'officer', 'publicKey', 'counter', 'label', 'createdAt', 'lastUsedAt', 'blockedAt'],
  device: [
    'id',
    'unit',
    'team',
    'label',
    'signKey',
    'boxKey',
    'status',
    'purpose',
    'lease',
    'createdAt',
    'lastSeenAt',
    'calledAt',
  ],
  enrolToken: ['tokenHash', 'unit', 'team', 'expiresAt', 'usedAt'],
  chain: ['chain', 'device', 'n', 'hash'],
  branch: ['chain', 'origin', 'path'],
  sessionHeader: ['sid', 'device', 'actor', 'kid', 'bytes'],
  item: [
    'item.chain',
    'item.n',
    'item.device',
    'item.type',
    'item.schema',
    'item.sid',
    'item.sealId',
    'item.ct',
    'item.ctHash',
    'item.withheld',
    'item.hash',
    'item.receivedAt',
    'item.quarantined',
    'item.origin',
  ],
  intake: ['device', 'day', 'bytes', 'items', 'photoBytes'],
  receipt: ['chain', 'upToN', 'jws'],
  verdict: ['chain', 'n', 'device', 'state', 'reason', 'data', 'waitsFor', 'record', 'version', 'seen', 'seq'],
  record: [
    'id',
    'type',
    'team',
    'version',
    'groups',
    'extra',
    'status',
    'officialCode',
    'returnNote',
    'parent',
    'search',
    'openConflicts',
    'shared',
    'everShared',
    'unclaimed',
    'createdAt',
    'updatedAt',
    'seq',
  ],
  change: [
    'record',
    'version',
    'group',
    'base',
    'set',
    'before',
    'outcome',
    'actor',
    'device',
    'chain',
    'n',
    'wall',
    'at',
  ],
  conflict: [
    'id',
    'record',
    'group',
    'current',
    'currentFrom',
    'proposed',
    'proposedFrom',
    'openedAt',
    'resolvedAt',
    'resolvedBy',
    'choice',
  ],
  alarm: ['id', 'code', 'device', 'chain', 'n', 'at', 'since', 'count', 'answered'],
  clip: [
    'id',
    'language',
    'sound',
    'state',
    'type',
    'bytes',
    'speaker',
    'consentOn',
    'recordedBy',
    'recordedAt',
    'decidedBy',
    'decidedAt',
    'reason',
    'isOut',
  ],
  clipBody: ['clip', 'body'],
  translation: [
    'id',
    'language',
    'source',
    'text',
    'state',
    'writtenBy',
    'writtenAt',
    'decidedBy',
    'decidedAt',
    'reason',
    'isOut',
  ],
  pack: ['id', 'version', 'kind', 'jws', 'seq'],
  packBody: ['pack', 'sha256', 'body'],
  loss: ['device', 'reportedAt', 'by'],
  moved: ['team', 'record', 'seq', 'at'],
  recovery: ['device', 'volunteer', 'counter'],
  claim: ['record', 'proof', 'until', 'wrong', 'claimedBy'],
  kioskLetter: ['device', 'letter'],
  sameness: ['a', 'b', 'same', 'by', 'at'],
  evening: ['device', 'day', 'captured', 'acknowledged', 'toldAt', 'jws'],
  ticket: ['day', 'number', 'device', 'takenAt', 'state', 'counter', 'calledAt', 'calls'],
  safe: ['chain', 'device', 'n', 'at', 'seq'],
  photo: ['photo.device', 'photo.id', 'photo.sid', 'photo.length', 'photo.state', 'photo.receivedAt', 'photo.safeAt'],
} as const
