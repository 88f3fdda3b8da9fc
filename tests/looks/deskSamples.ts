/**
 * Answers of the hub with plainly invented people, for component tests and screenshots of the desk. Typed by what the
 * screens rely on, so a changed answer fails here first.
 */

import type {
  BreachList,
  Device,
  RecoveryAnswer,
  Unit,
  Volunteer,
} from '../../src/app/features/devices/devicesAnswers.ts'
import type {
  Attention,
  CaseList,
  CaseSummary,
  Health,
  OpenedCase,
  Person,
} from '../../src/app/features/office/officeAnswers.ts'
import type { SetupProgress } from '../../src/app/features/recovery/careAnswers.ts'
import { shortCodeOf } from '../../src/domain/shortCode.ts'

export const now = Date.UTC(2026, 10, 21, 14, 30)
const minute = 60_000
const hour = 60 * minute
/** Ids as random ones look, so that their short codes do too. */
/** The hash of an invented photo. */
export const photoId = (n: number) => String(n).padStart(64, 'a')

export const id = (n: number) => `5f3a9c1e-77b2-4d0a-8e61-${String(n).padStart(12, '0')}`

export const sampleSummary = (part: Partial<CaseSummary>): CaseSummary => ({
  id: id(1),
  shortCode: shortCodeOf(part.id ?? id(1)),
  type: 'dossier',
  title: 'Thị Thử Nghiệm',
  idTail: '•••• 4821',
  procedure: '1.004873',
  status: 'submitted',
  version: 1,
  from: { team: 'Tổ 2', device: 'Máy bảng 1' },
  openConflicts: 0,
  unclaimed: false,
  officialCode: null,
  updatedAt: now - 12 * minute,
  createdAt: now - 2 * hour,
  parent: null,
  ...part,
})

export const sampleList: CaseList = {
  seq: 41,
  total: 6,
  cases: [
    sampleSummary({}),
    sampleSummary({
      id: id(2),
      type: 'activation',
      procedure: null,
      title: 'Điểu Ví Dụ',
      idTail: '•••• 0937',
      openConflicts: 1,
      from: { team: 'Tổ 1', device: 'Máy bảng 3' },
      updatedAt: now - 40 * minute,
    }),
    sampleSummary({ id: id(3), status: 'received', title: 'Nông Văn Mẫu', idTail: null }),
    sampleSummary({
      id: id(4),
      type: 'activation',
      procedure: null,
      status: 'appraising',
      title: 'Lâm Thị Bịa Đặt Rất Dài Họ Tên',
      idTail: '•••• 7740',
      updatedAt: now - 26 * hour,
    }),
    sampleSummary({ id: id(5), status: 'needsSupplement', title: '', idTail: null }),
    sampleSummary({ id: id(6), status: 'approved', title: 'Chau Giả Định' }),
  ],
  counts: {
    submitted: 26,
    received: 11,
    appraising: 4,
    approved: 9,
    returnedResult: 31,
    needsSupplement: 3,
    conflicts: 1,
  },
}

const tablet = { actorName: 'Tình nguyện viên Thử Một', atKiosk: false, deviceLabel: 'Máy bảng 3' }

/** An activation in conflict: two tablets wrote two phone numbers. */
export const sampleActivation: OpenedCase = {
  seq: 41,
  case: {
    id: id(2),
    type: 'activation',
    version: 3,
    status: 'submitted',
    officialCode: null,
    returnNote: null,
    openConflicts: 1,
    unclaimed: false,
    createdAt: now - 5 * hour,
    updatedAt: now - 40 * minute,
    groups: {
      identity: {
        version: 1,
        value: { name: 'Điểu Ví Dụ', idNumber: '070190000937', birthDate: '1990-03', sex: 'm' },
      },
      contact: { version: 2, value: { phone: '0900000001', phoneOwner: 'shared', phoneOwnerName: 'Thị Ví Dụ' } },
      address: {
        version: 1,
        value: {
          text: 'Nhà số 0, ấp Thử',
          communeCode: '00000',
          communeListDate: '2025-07-01',
          communeName: 'Xã Mẫu',
          oldCommuneName: 'Xã Mẫu Cũ',
        },
      },
      language: { version: 1, value: { hear: 'khm', needsInterpreter: false } },
      consent: {
        version: 1,
        value: {
          given: true,
          at: now - 6 * hour,
          textVersion: '2026-11-22',
          method: 'voice',
          helper: tablet.actorName,
        },
      },
      progress: {
        version: 3,
        value: {
          attempts: 1,
          startedAt: now - 6 * hour,
          steps: [
            { step: 'install', at: now - 6 * hour, tries: 1, ok: true, result: 'done' },
            { step: 'otp', at: now - 5.9 * hour, tries: 1, ok: false, result: 'failed', failure: 'otpNotCome' },
            { step: 'otp', at: now - 5.8 * hour, tries: 2, ok: false, result: 'failed', failure: 'otpExpired' },
            { step: 'otp', at: now - 5.7 * hour, tries: 3, ok: true, result: 'done' },
          ],
        },
      },
      outcome: {
        version: 3,
        value: {
          outcome: 'blocked',
          reason: 'SIM đứng tên người khác',
          nextStep: 'Đến nhà mạng',
          bring: ['idCard', 'phone'],
          followUpDate: '2026-11-25',
          followUpPlace: 'Nhà văn hóa ấp Thử',
        },
      },
      notes: { version: 2, value: { entries: [{ at: now - 5 * hour, text: 'Con trai sẽ đi cùng.' }] } },
    },
  },
  shortCode: shortCodeOf(id(2)),
  from: { team: 'Tổ 1', device: 'Máy bảng 3' },
  parent: null,
  children: [sampleSummary({ id: id(1), parent: id(2), title: 'Điểu Ví Dụ' })],
  changes: [
    {
      version: 1,
      group: 'identity',
      base: 0,
      before: {},
      set: { name: 'Điểu Ví Dụ', idNumber: '070190000937', birthDate: '1990-03', sex: 'm' },
      outcome: 'applied',
      ...tablet,
      wall: now - 6 * hour,
      at: now - 5 * hour,
    },
    {
      version: 1,
      group: 'status',
      base: 0,
      before: { status: 'draft' },
      set: { status: 'submitted' },
      outcome: 'command',
      ...tablet,
      wall: now - 6 * hour,
      at: now - 5 * hour,
    },
    {
      version: 2,
      group: 'contact',
      base: 1,
      before: { phone: '0900000000' },
      set: { phone: '0900000001', phoneOwner: 'shared' },
      outcome: 'applied',
      ...tablet,
      wall: now + 72 * hour,
      at: now - 2 * hour,
    },
    {
      version: 3,
      group: 'contact',
      base: 1,
      before: { phone: '0900000001', phoneOwner: 'shared' },
      set: { phone: '0900000002', phoneOwner: 'self' },
      outcome: 'conflict',
      actorName: 'Tình nguyện viên Thử Hai',
      atKiosk: false,
      deviceLabel: 'Máy bảng 7',
      wall: now - 3 * hour,
      at: now - 40 * minute,
    },
  ],
  photos: [],
  conflicts: [
    {
      id: id(90),
      group: 'contact',
      current: { phone: '0900000001', phoneOwner: 'shared', phoneOwnerName: 'Thị Ví Dụ' },
      proposed: { phone: '0900000002', phoneOwner: 'self' },
      currentFrom: {
        name: tablet.actorName,
        atKiosk: false,
        device: tablet.deviceLabel,
        at: now - 2 * hour,
        wall: now + 72 * hour,
      },
      proposedFrom: {
        name: 'Tình nguyện viên Thử Hai',
        atKiosk: false,
        device: 'Máy bảng 7',
        at: now - 40 * minute,
        wall: now - 3 * hour,
      },
      openedAt: now - 40 * minute,
      resolvedAt: null,
      choice: null,
    },
  ],
  commands: ['receive', 'sendBack', 'close'],
}

/** A dossier of the one form that ships, without conflict. */
export const sampleDossier: OpenedCase = {
  seq: 41,
  case: {
    id: id(1),
    type: 'dossier',
    version: 2,
    status: 'submitted',
    officialCode: null,
    returnNote: null,
    openConflicts: 0,
    unclaimed: false,
    createdAt: now - 2 * hour,
    updatedAt: now - 12 * minute,
    groups: {
      about: {
        version: 1,
        value: {
          procedureCode: '1.004873',
          formId: 'tinh-trang-hon-nhan',
          formVersion: '1',
          createdAt: now - 3 * hour,
        },
      },
      requester: { version: 1, value: { isSubject: true, addressee: 'Ủy ban nhân dân Xã Mẫu' } },
      answers: {
        version: 2,
        value: {
          name: 'Thị Thử Nghiệm',
          birthDate: '1988-02-05',
          sex: 'f',
          ethnicGroup: 'Kinh',
          nationality: 'Việt Nam',
          idNumber: '070188004821',
          maritalStatus: 'single',
        },
      },
      papers: {
        version: 1,
        value: {
          items: [
            { id: 'declaration', state: 'have' },
            { id: 'divorceProof', state: 'have' },
          ],
          photos: [
            { paper: 'divorceProof', photo: photoId(1) },
            { paper: 'divorceProof', photo: photoId(2) },
            { paper: 'divorceProof', photo: photoId(3) },
          ],
          photoConsent: { given: true, at: now - 3 * hour },
        },
      },
    },
  },
  shortCode: shortCodeOf(id(1)),
  from: { team: 'Tổ 2', device: 'Máy bảng 1' },
  parent: sampleSummary({ id: id(2), type: 'activation', procedure: null, openConflicts: 1 }),
  children: [],
  changes: [],
  conflicts: [],
  photos: [
    { photo: photoId(1), state: 'here', device: 'Máy bảng 1', bytes: 143_000, receivedAt: now - 8 * minute },
    { photo: photoId(2), state: 'missing', device: 'Máy bảng 1', bytes: 0, receivedAt: null },
    { photo: photoId(3), state: 'gone', device: 'Máy bảng 2', bytes: 0, receivedAt: null },
  ],
  commands: ['receive', 'sendBack', 'close'],
}

export const sampleDevices: Device[] = [
  {
    id: id(50),
    label: 'Máy bảng mới',
    unit: 'Ấp Thử',
    team: 'Tổ 1',
    status: 'pending',
    purpose: 'team',
    code: '402817',
    lastSeenAt: null,
    calledAt: null,
    createdAt: now - minute,
    lostAt: null,
  },
  {
    id: id(51),
    label: 'Máy bảng 3',
    unit: 'Ấp Thử',
    team: 'Tổ 1',
    status: 'approved',
    purpose: 'kiosk',
    code: null,
    lastSeenAt: now - 3 * hour,
    calledAt: null,
    createdAt: now - 900 * hour,
    lostAt: null,
  },
  {
    id: id(52),
    label: 'Máy bảng 4',
    unit: 'Ấp Thử',
    team: 'Tổ 1',
    status: 'revoked',
    purpose: 'team',
    code: null,
    lastSeenAt: null,
    calledAt: null,
    createdAt: now - 900 * hour,
    lostAt: null,
  },
]

export const sampleUnits: Unit[] = [
  { id: id(60), code: 'ap-thu', name: 'Ấp Thử', teams: [{ id: id(61), name: 'Tổ 1' }] },
  { id: id(62), code: 'ap-mau', name: 'Ấp Mẫu', teams: [{ id: id(63), name: 'Tổ 2' }] },
]

export const sampleVolunteers: Volunteer[] = [
  { id: id(70), name: 'Tình nguyện viên Thử Một', team: 'Tổ 1', teamId: id(61), status: 'active' },
  { id: id(71), name: 'Tình nguyện viên Thử Hai', team: 'Tổ 1', teamId: id(61), status: 'active' },
]

/** Hamlets, teams and people are there; the hub itself is as it was installed. */
export const sampleProgress: SetupProgress = {
  facts: {
    hamlets: 3,
    hamletsWithoutTeam: 0,
    volunteers: 2,
    tablets: 1,
    sheet: { inUse: false, waits: false, proved: 'none' },
    backups: { folder: false, oneDisk: false },
    https: 'here',
  },
  hub: {
    sheet: { name: null, waitingName: null, madeAt: null, provedAt: null },
    backups: { path: null, hour: 2, state: 'off', ageHours: null },
    https: {
      fieldUrl: 'http://localhost:8420',
      officeUrl: 'http://localhost:8421',
      welcomeUrl: null,
      fingerprint: null,
    },
    system: 'unix',
  },
  mayShowShares: 'yes',
}

export const sampleAttention: Attention = {
  more: false,
  conflicts: [
    {
      record: id(2),
      shortCode: 'TS-00000-2',
      group: 'contact',
      devices: ['Máy bảng 1', 'Máy bảng 3'],
      at: now - 3 * 24 * hour,
    },
  ],
  items: [
    {
      chain: 'abcdef0123456789abcdef0123456789',
      n: 17,
      state: 'rejected',
      reason: 'invalid-fields',
      device: 'Máy bảng 3',
      deviceId: id(51),
      actor: null,
      decidable: false,
      at: now - 26 * hour,
    },
    {
      chain: 'abcdef0123456789abcdef0123456789',
      n: 18,
      state: 'held',
      reason: 'newer-schema',
      device: 'Máy bảng 3',
      deviceId: id(51),
      actor: null,
      decidable: false,
      at: now - hour,
    },
    ...[4, 5].map((n) => ({
      ...{ chain: '0f1e2d3c4b5a69788796a5b4c3d2e1f0', n, state: 'held', reason: 'forked', device: 'Máy bảng 5' },
      ...{ deviceId: id(52), actor: 'Tình nguyện viên Mẫu', decidable: true, at: now - 13 * hour },
    })),
  ],
  alarms: [
    {
      id: id(81),
      code: 'cloned',
      device: 'Máy bảng 5',
      deviceId: id(52),
      chain: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
      n: 5,
      at: now - 12 * hour,
      since: now - 13 * hour,
      held: 2,
      count: 1,
    },
    {
      id: id(80),
      code: 'fork',
      device: null,
      deviceId: null,
      chain: 'abcdef0123456789abcdef0123456789',
      n: 4,
      at: now - 2 * hour,
      since: now - 5 * hour,
      held: 0,
      count: 3,
    },
  ],
  otherAlarms: 1,
  oldestAt: now - 26 * hour,
}

export const sampleRecovery: RecoveryAnswer = {
  answer: 'K7Q2 M9XT 40FW HJ3R',
  volunteer: { id: id(70), name: 'Tình nguyện viên Mẫu' },
  device: { id: id(51), label: 'Máy bảng 3' },
}

export const sampleBreach: BreachList = {
  device: { id: id(51), label: 'Máy bảng 3', team: 'Tổ 1', lastSeenAt: now - 3_600_000, enrolledAt: now - 90_000_000 },
  reportedAt: now - 1_800_000,
  tellUntil: now - 1_800_000 + 72 * 3_600_000,
  volunteers: ['Tình nguyện viên Mẫu'],
  rows: [
    {
      record: id(1),
      shortCode: 'TS-ABCDE-F',
      type: 'activation',
      name: 'Nguyễn Thị Mẫu',
      phone: '0900000000',
      hamlet: 'Ấp Mẫu',
      groups: ['address', 'contact', 'identity'],
      photos: 2,
      sent: true,
      pulled: false,
    },
  ],
}

export const sampleHealth: Health = {
  version: '0.1.0',
  checks: [
    { name: 'database', state: 'ok', finding: 'ready', data: { version: '18.1' } },
    { name: 'disk', state: 'warn', finding: 'little', data: { free: 4.2, total: 120 } },
    { name: 'backup', state: 'bad', finding: 'never', data: {} },
    { name: 'tablets', state: 'warn', finding: 'silent', data: { count: 1, all: 6, names: 'Máy bảng 3' } },
    { name: 'later', state: 'ok', finding: 'unheard', data: {} },
  ],
}

export const samplePerson: Person = {
  inProcedure: false,
  retentionDays: 365,
  backups: { made: true, kept: 30 },
  cases: [sampleActivation, sampleDossier].map(({ case: record, shortCode, changes }) => ({
    id: record.id,
    shortCode,
    type: record.type,
    status: record.status,
    version: record.version,
    officialCode: record.officialCode,
    groups: record.groups,
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    changes: changes.length,
  })),
}
