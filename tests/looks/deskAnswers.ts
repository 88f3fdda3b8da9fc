import {
  id,
  now,
  sampleActivation,
  sampleAttention,
  sampleBreach,
  sampleDevices,
  sampleDossier,
  sampleHealth,
  sampleList,
  samplePerson,
  sampleProgress,
  sampleUnits,
  sampleVolunteers,
} from './deskSamples.ts'

const commune = { id: id(99), name: 'Xã Mẫu', practice: false }
const officer = { id: id(98), displayName: 'Quản Trị Thử', role: 'admin' }
const unitEntries = sampleUnits.map((unit, at) => ({
  ...unit,
  kind: at === 0 ? 'commune' : 'hamlet',
  oldName: at === 0 ? null : 'Ấp Bàu Cũ',
}))
const officers = [
  { id: officer.id, name: 'quan.tri', displayName: officer.displayName, role: 'admin', disabled: false },
  { id: id(97), name: 'canbo', displayName: 'Cán bộ Thử Rất Dài Họ Tên', role: 'officer', disabled: true },
]

/** A year of a case: the same few changes again and again. */
const long = {
  ...sampleActivation,
  changes: Array.from({ length: 12 }, (_, year) =>
    sampleActivation.changes.map((change) => ({ ...change, version: change.version + year * 3 })),
  ).flat(),
}
const account = {
  name: 'quan.tri',
  site: 'localhost',
  passkeys: [
    { id: 'a', label: 'Máy ở quầy 1', createdAt: now - 90 * 86_400_000, lastUsedAt: now - 3_600_000, blockedAt: null },
    { id: 'b', label: 'Điện thoại', createdAt: now - 30 * 86_400_000, lastUsedAt: null, blockedAt: now - 60_000 },
  ],
}
const clip = {
  id: id(80),
  sound: 'new-phone/keepOld',
  state: 'reviewed',
  type: 'audio/ogg; codecs=opus',
  bytes: 12_000,
  speaker: 'Điểu Thị Mẫu',
  consentOn: '2026-11-20',
  recordedBy: { id: id(97), name: 'Cán bộ Thử Rất Dài Họ Tên' },
  recordedAt: now - 3_600_000,
  decidedBy: { id: officer.id, name: officer.displayName },
  decidedAt: now - 1_800_000,
  reason: '',
  isOut: true,
}
const studio = {
  clips: [
    clip,
    { ...clip, id: id(81), state: 'returned', isOut: false, reason: 'Có tiếng xe chạy qua' },
    { ...clip, id: id(82), sound: 'new-phone/login', state: 'draft', isOut: false, decidedBy: null, decidedAt: null },
    { ...clip, id: id(83), sound: 'new-phone/oldCode', isOut: false },
  ],
  translations: [],
  guides: [],
}
const translation = {
  id: id(84),
  source: 'Đổi sang điện thoại mới',
  text: '[thử]',
  state: 'draft',
  writtenBy: clip.recordedBy,
  writtenAt: now - 3_600_000,
  decidedBy: null,
  decidedAt: null,
  reason: '',
  isOut: false,
}
const lost = { ...sampleDevices[1], status: 'revoked', lostAt: now - 3_600_000 }

const ticket = (number: string, state: string, called = {}) => ({
  ...{ number, state, takenAt: now - 1_500_000, counter: null, calledAt: null, calls: 0 },
  ...called,
})

const share = (has: number, eligible: number, unknown: number) => ({ has, eligible, notEligible: 2, unknown })
const place = (of: string, name: string, households: number) => ({
  id: of,
  name,
  households,
  people: households * 4,
  visits: { notYet: households - 3, done: 2, absent: 1, moved: 0, refused: 0 },
  counts: {
    idcard: share(31, 34, 9),
    eaccount: share(12, 20, 23),
    ownsim: share(8, 30, 13),
    smartphone: share(22, 25, 18),
  },
})
const saidNothing = { state: 'unknown' }
const household = (end: number, number: string, head: string, state: string) => ({
  id: id(end),
  ...{ number, head, address: 'Tổ 2, cạnh nhà văn hóa', team: id(63), openConflicts: end === 74 ? 1 : 0 },
  visit: { state, comeAgainOn: state === 'absent' ? '2026-11-29' : '' },
  members: ['member01aaaaaaaa', 'member02bbbbbbbb'].map((key) => ({
    ...{ key, left: false },
    said: { idcard: saidNothing, eaccount: saidNothing, ownsim: saidNothing, smartphone: saidNothing },
  })),
})

const busy: Record<string, unknown> = {
  '/api/desk/rounds': {
    commune: place(commune.id, commune.name, 23),
    hamlets: [place(id(62), 'Ấp Mẫu', 11), place(id(64), 'Ấp Thử Dài Tên', 12)],
    teams: [place(id(61), 'Tổ 1', 11), place(id(63), 'Tổ 2', 12)],
    rounds: [
      {
        ...{ id: id(78), unit: id(62), team: id(63), evening: '2026-11-28', note: '' },
        ...{ who: ['Tình nguyện viên Thử Một'], households: [id(72), id(73)], openConflicts: 1 },
      },
    ],
    goals: [{ team: id(63), idcard: null, eaccount: 30, ownsim: null, smartphone: null, until: '2026-12-31' }],
  },
  [`/api/desk/hamlets/${id(62)}/households`]: [
    household(72, '014', 'Điểu Mẫu', 'notYet'),
    household(73, '015', 'Lê Văn Thí Dụ', 'done'),
    household(74, '021', 'Trần Ví Dụ', 'absent'),
  ],
  '/api/desk/cases/search': sampleList,
  [`/api/desk/cases/${id(1)}`]: sampleDossier,
  [`/api/desk/cases/${id(2)}`]: sampleActivation,
  [`/api/desk/cases/${id(3)}`]: long,
  [`/api/desk/cases/${id(1)}/alike`]: { cases: [] },
  [`/api/desk/cases/${id(3)}/alike`]: { cases: [] },
  [`/api/desk/cases/${id(2)}/alike`]: {
    cases: sampleList.cases.slice(0, 2).map((one, at) => ({ ...one, by: at === 0 ? 'decided' : 'maybe' })),
  },
  [`/api/desk/cases/${id(2)}/person`]: samplePerson,
  '/api/desk/devices': [...sampleDevices, lost],
  [`/api/desk/devices/${id(51)}/breach-list`]: sampleBreach,
  '/api/desk/units': unitEntries,
  '/api/desk/volunteers': sampleVolunteers,
  '/api/desk/officers': officers,
  '/api/desk/attention': sampleAttention,
  '/api/desk/health': sampleHealth,
  '/api/desk/progress': sampleProgress,
  '/api/desk/account': account,
  '/api/desk/studio/languages/sti': studio,
  '/api/desk/handover/evenings': [
    {
      day: '2026-11-20',
      device: { id: id(1), label: 'Máy 1' },
      captured: 12,
      held: 12,
      missing: [],
      toldAt: now - 600_000,
    },
    {
      ...{ day: '2026-11-20', device: { id: id(2), label: 'Máy 2' }, captured: 14, held: 11, toldAt: now - 7_200_000 },
      missing: [{ chain: 'ab'.repeat(16), from: 41, to: 43 }],
    },
  ],
  '/api/desk/queue': {
    day: '2026-11-27',
    tickets: [
      ticket('A006', 'called', { counter: '1', calledAt: now - 240_000, calls: 2 }),
      ticket('B002', 'called', { counter: '2', calledAt: now - 60_000, calls: 1 }),
      ticket('A007', 'waiting'),
      ticket('A008', 'waiting'),
      ticket('B003', 'waiting'),
      ticket('A004', 'absent', { counter: '2', calledAt: now - 900_000, calls: 3 }),
    ],
    kiosks: [
      { label: 'Máy ở sảnh', letter: 'A', lastSeenAt: now - 60_000 },
      { label: 'Máy nhà văn hóa ấp 3', letter: 'B', lastSeenAt: now - 7_200_000 },
    ],
  },
  [`/api/desk/hall/${commune.id}`]: {
    day: '2026-11-27',
    called: [
      { number: 'B002', counter: '2', calls: 1 },
      { number: 'A006', counter: '1', calls: 2 },
    ],
    waiting: 3,
  },
  '/api/desk/studio/languages/khm': { clips: [], translations: [translation], guides: [] },
}

/** A desk on its first morning. */
const empty = {
  ...busy,
  '/api/desk/cases/search': { ...sampleList, cases: [], total: 0 },
  '/api/desk/devices': [],
  '/api/desk/handover/evenings': [],
  '/api/desk/volunteers': [],
  '/api/desk/attention': { ...sampleAttention, items: [], alarms: [], otherAlarms: 0, conflicts: [], oldestAt: null },
  '/api/desk/progress': { ...sampleProgress, facts: { ...sampleProgress.facts, volunteers: 0, tablets: 0 } },
}

/** What the hub answers, by path, in each of the made-up situations. */
export function deskAnswers(scene: string): Readonly<Record<string, unknown>> {
  const setup = scene === 'fresh' ? 'needed' : 'done'
  const isOut = scene === 'fresh' || scene === 'out'
  const state = {
    setup,
    communes: setup === 'done' ? [commune] : [],
    passkeys: 'localhost',
    signedIn: isOut ? null : { officer, commune: { ...commune, code: '00000', listDate: '2025-07-01' } },
  }
  return { ...(scene === 'empty' ? empty : busy), '/api/desk/state': state }
}
