import type { Draft, DraftSummary } from '../../src/app/storage/ports.ts'
import { type MemoryOptions, ready } from './memoryPorts.ts'

/** A fixed evening, so that pictures can be compared. */
const evening = new Date(2026, 10, 20, 19, 42).getTime()
const minute = 60_000
const uuid = (end: number) => `7d3c1a52-6f0b-4a8e-9b21-${String(end).padStart(12, '0')}`

function draft(end: number, title: string, at: string, more: Partial<Draft> = {}): Draft {
  return {
    id: uuid(end),
    type: 'activation',
    title,
    at,
    groups: {
      consent: { given: true, method: 'voice', at: evening, textVersion: '2026-11-22' },
      identity: title === '' ? {} : { name: title, idNumber: '070185000001', birthDate: '1950-03', sex: 'f' },
    },
    baseVersion: 0,
    parent: null,
    createdAt: evening - 60 * minute,
    updatedAt: evening - end * 7 * minute,
    owner: 'Nguyễn Thị Mẫu',
    returnNote: null,
    ...more,
  }
}

const open = {
  now: () => evening,
  lock: { kind: 'open', volunteer: { id: 'v1', name: 'Nguyễn Thị Mẫu' } },
} as const satisfies MemoryOptions

/** A tablet in the hall; nobody has a PIN at hand. */
const hall = {
  now: () => evening,
  enrol: { ...ready, kiosk: true, hamletName: 'Nhà văn hóa ấp 3', practice: false },
  status: { line: 'no-line' },
} as const satisfies MemoryOptions

const said = (state: string, by = 'resident') => ({ state, by, on: '2026-11-20' })
const home = (number: string, head: string, more: Draft['groups'] = {}): Draft['groups'] => ({
  place: { number, head, address: 'Tổ 2, cạnh nhà văn hóa', unit: uuid(91), hamlet: 'Ấp 3' },
  home: { language: 'khm' },
  member01aaaaaaaa: { name: head, birthDate: '1950-02-01', sex: 'm' },
  ...more,
})
/** An evening's houses, each in another state. */
const households = new Map<string, Draft['groups']>([
  [
    uuid(14),
    home('014', 'Điểu Mẫu', {
      home: { language: 'sti', note: 'Bà cụ nặng tai, nói chậm' },
      idcard01aaaaaaaa: said('has', 'seen'),
      eaccount01aaaaaaaa: said('missing'),
      smartphone01aaaaaaaa: said('has'),
      member02bbbbbbbb: { name: 'Thị Mẫu Đơn', birthDate: '1955', sex: 'f' },
      member03cccccccc: { name: 'Điểu Thí Dụ', birthDate: '2021', sex: 'm' },
      eaccount03cccccccc: { ...said('notEligible', 'relative'), why: 'tooYoung' },
    }),
  ],
  [
    uuid(15),
    home('015', 'Lê Văn Thí Dụ', {
      visit: { state: 'done', on: '2026-11-20' },
      point: { at: { lat: 11.97654, lng: 106.90123, agreed: true, by: 'head', within: 12, on: '2026-11-19' } },
    }),
  ],
  [uuid(21), home('021', 'Trần Ví Dụ', { visit: { state: 'absent', on: '2026-11-20', comeAgainOn: '2026-11-22' } })],
  [uuid(22), home('022', 'Nguyễn Thị Thử', { visit: { state: 'refused', on: '2026-11-20' } })],
])

const plannedEvening = {
  id: uuid(90),
  unit: uuid(91),
  evening: '2026-11-20',
  who: ['Nguyễn Thị Mẫu', 'Điểu Văn Thử'],
  note: 'mang theo đèn pin',
  households: [uuid(14), uuid(21)],
  waits: false,
  conflicts: 0,
}

const evenings: Record<string, MemoryOptions> = {
  round: {
    ...open,
    status: { line: 'no-line', pending: 7 },
    households,
    elsewhere: new Map([[uuid(21), { label: 'Máy 2', who: 'Điểu Văn Thử', state: 'done', at: evening - 2 * minute }]]),
    tonight: {
      round: plannedEvening,
      evenings: [{ ...plannedEvening, evening: '2026-11-18', households: [uuid(22), uuid(14)] }, plannedEvening],
      goal: { idcard: null, eaccount: 30, ownsim: null, smartphone: null, until: '2026-12-31' },
    },
  },
  studio: {
    ...open,
    status: { line: 'no-line', pending: 2 },
    said: (['waiting', 'kept', 'sent', 'refused'] as const).map((state, at) => ({
      ...{ language: 'sti', kind: 'clip', title: 'Giữ máy cũ', text: '', speaker: 'Điểu Thị Mẫu' },
      ...{ key: `new-phone/${['keepOld', 'login', 'chip', 'oldCode'][at]}`, state, at: evening - at * minute },
    })),
  },
  copied: {
    ...open,
    status: { stored: 2, applied: 31, copied: 'open', lastContactAt: evening - 3 * minute },
    attention: [6, 7].map((n) => ({
      ...{ shortCode: `TS-4K7QP-${n}`, recordId: uuid(n), type: 'activation' as const, kind: 'held' as const },
      ...{ reason: 'forked', data: {}, note: null, title: n === 6 ? 'Thị Mẫu Đơn' : 'Điểu Mẫu', at: evening },
    })),
  },
  open: {
    ...open,
    status: {
      pending: 7,
      stored: 12,
      applied: 31,
      safe: 28,
      oldestPendingAt: evening - 95 * minute,
      bytesUsed: 3_400_000,
      lastContactAt: evening - 26 * 60 * minute,
      clockOffset: 1200,
      line: 'no-line',
      nextTryAt: evening + 4 * minute,
    },
    attention: [
      {
        shortCode: 'TS-4K7QP-2',
        recordId: uuid(5),
        type: 'dossier',
        kind: 'returned',
        reason: 'returned',
        data: {},
        note: 'Nhờ tổ hỏi lại ngày cấp thẻ, bản gửi lên còn trống.',
        title: 'Lê Văn Thí Dụ',
        at: evening - 200 * minute,
      },
    ],
    drafts: [
      draft(1, 'Thị Mẫu Đơn', 'step/otp'),
      draft(2, 'Điểu Mẫu', 'phone'),
      draft(3, '', 'name'),
      draft(5, 'Lê Văn Thí Dụ', 'check', {
        type: 'dossier',
        returnNote: 'Nhờ tổ hỏi lại ngày cấp thẻ, bản gửi lên còn trống.',
        groups: {
          about: {
            formId: 'tinh-trang-hon-nhan',
            procedureCode: '1.004873',
            formVersion: '1',
            proposed: ['answers.name', 'answers.birthDate', 'answers.sex', 'answers.idNumber'],
          },
          consent: { given: true, method: 'voice', at: evening, textVersion: '2026-11-22' },
          requester: { isSubject: true },
          answers: { name: 'Lê Văn Thí Dụ', birthDate: '1961-07-02', sex: 'm', idNumber: '070061000002' },
          closing: {},
        },
      }),
    ],
  },
  hands: {
    ...open,
    status: { line: 'no-line', pending: 1, lastContactAt: evening - 35 * minute },
    drafts: [
      draft(1, 'Thị Mẫu Đơn', 'step/otp'),
      draft(2, 'Điểu Mẫu', 'phone'),
      draft(3, 'Lê Văn Thí Dụ', 'name'),
      draft(4, 'Mẫu Thị Vỹ', 'name'),
    ],
    hands: new Map<string, Partial<DraftSummary>>([
      [uuid(1), { held: { who: 'Chị Thử Hai, Máy 2', since: evening - 25 * minute, way: 'elsewhere' } }],
      [uuid(2), { held: { who: 'Máy 2', since: evening - 5 * minute, way: 'waiting' } }],
      [uuid(3), { held: { who: '', since: evening - 12 * minute, way: 'sent' } }],
      [uuid(4), { offer: { by: 'Điểu Văn Thử, Máy 1', at: evening - 40 * minute } }],
    ]),
  },
  photos: {
    ...open,
    drafts: [
      draft(5, 'Lê Văn Thí Dụ', 'papers', {
        type: 'dossier',
        groups: {
          about: { formId: 'tinh-trang-hon-nhan', procedureCode: '1.004873', formVersion: '1' },
          consent: { given: true, method: 'spoken', at: evening, textVersion: '2026-11-22' },
          requester: { isSubject: true },
          answers: { name: 'Lê Văn Thí Dụ', maritalStatus: 'divorced' },
          papers: {
            items: [{ id: 'divorceProof', state: 'have' }],
            photoConsent: { given: true, at: evening },
            photos: [{ paper: 'divorceProof', photo: 'ab'.repeat(32) }],
          },
        },
      }),
    ],
  },
  empty: { ...open },
  evening: {
    ...open,
    status: { pending: 1, lastContactAt: evening - 12 * minute },
    finishedItems: [
      {
        recordId: uuid(41),
        shortCode: 'TS-X3C3A-X',
        type: 'activation',
        title: 'Thị Mẫu Đơn',
        state: 'pending',
        at: evening - 9 * minute,
      },
      {
        recordId: uuid(42),
        shortCode: 'TS-M3C3A-F',
        type: 'dossier',
        title: '',
        state: 'applied',
        at: evening - 40 * minute,
      },
    ],
  },
  hall,
  hallDossier: {
    ...hall,
    drafts: [
      draft(6, 'Lê Văn Thí Dụ', 'question/answers-residence', {
        type: 'dossier',
        groups: {
          about: { formId: 'tinh-trang-hon-nhan', procedureCode: '1.004873', formVersion: '1' },
          consent: { given: true, method: 'screen', at: evening, textVersion: '2026-11-22' },
          requester: { isSubject: true },
          answers: { name: 'Lê Văn Thí Dụ', birthDate: '1961-07-02', sex: 'm', idNumber: '070061000002' },
        },
      }),
    ],
  },
  hallMessage: {
    ...hall,
    drafts: [
      draft(7, 'Lê Văn Thí Dụ', 'about', {
        type: 'appointment',
        groups: {
          consent: { given: true, method: 'screen', at: evening, textVersion: '2026-11-22' },
          wish: {
            meetAt: 'home',
            meetAddress: 'Ấp 3, cạnh nhà văn hóa',
            meetWhen: 'morning',
            meetAbout: 'Xin giấy tạm trú',
          },
          subject: { name: 'Lê Văn Thí Dụ' },
          contact: { phone: '0901234567' },
        },
      }),
    ],
  },
  hallFeedback: {
    ...hall,
    drafts: [draft(8, '', 'said', { type: 'feedback', groups: { feedback: { feedbackKind: 'idea' } } })],
  },
  locked: { now: () => evening, status: { pending: 3 } },
  idle: { now: () => evening, lock: { kind: 'locked', reason: 'idle' } },
  pending: {
    enrol: { kind: 'pending', code: '482913', unitName: 'Xã Mẫu', practice: true },
    grant: { persisted: false, installed: false, required: false },
  },
  ready: {},
  none: { enrol: { kind: 'none' } },
}

/** Which made-up evening a picture stands in. */
export const scenes: Record<string, MemoryOptions> = {
  ...evenings,
  // the same, in a resident's hands
  turned: { ...evenings.open, lock: { ...open.lock, turned: true } },
}
