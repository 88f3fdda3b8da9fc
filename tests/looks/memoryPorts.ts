/** The tablet's ports in memory, for component tests and pictures only. No secret, no crypto, no disk. */
import { signal } from '@preact/signals'
import { applyPatch } from '../../src/app/storage/drafts/applyPatch.ts'
import { groupValue } from '../../src/app/storage/groupValue.ts'
import { noPhotos } from '../../src/app/storage/photos/noPhotos.ts'
import type {
  AttentionItem,
  ClaimResult,
  Draft,
  DraftPort,
  DraftSummary,
  EnrolState,
  EveningNote,
  FinishedItem,
  LockState,
  Met,
  NewEvening,
  OwnSentence,
  PackPort,
  RecoveryResult,
  RoundPort,
  SealState,
  Slip,
  StorageGrant,
  SyncStatus,
  TabletPorts,
  Tonight,
  UnlockResult,
} from '../../src/app/storage/ports.ts'
import type { Elsewhere } from '../../src/domain/elsewhere.ts'
import { inWalkingOrder, readHousehold } from '../../src/domain/household.ts'
import { localDay } from '../../src/domain/localDay.ts'
import type { PaperPhoto } from '../../src/domain/paperPhotos.ts'
import { isMessage } from '../../src/domain/records.ts'
import { shortCodeOf } from '../../src/domain/shortCode.ts'
import { memoryStudio } from './memoryStudio.ts'

export const practicePin = '246810'
export const ready: Extract<EnrolState, { kind: 'ready' }> = {
  kind: 'ready',
  deviceLabel: 'Máy 3',
  unitName: 'Xã Mẫu',
  teamName: 'Tổ 2',
  hamletName: 'Ấp 3',
  practice: true,
  kiosk: false,
}

export const quietStatus: SyncStatus = {
  pending: 0,
  stored: 0,
  applied: 0,
  safe: 0,
  photos: noPhotos,
  attention: [],
  copied: 'no',
  oldestPendingAt: null,
  diskFull: false,
  bytesUsed: 0,
  bytesCap: 150_000_000,
  lastContactAt: null,
  clockOffset: null,
  clockDoubt: false,
  persisted: true,
  versions: { app: '0.1.0', wire: 1, schema: 1, epoch: 1 },
  line: 'idle',
  progress: null,
  nextTryAt: null,
}

export interface MemoryOptions {
  now?: () => number
  enrol?: EnrolState
  grant?: StorageGrant
  /** The browser says no whenever it is asked to keep data. */
  refusesStorage?: boolean
  lock?: LockState
  status?: Partial<SyncStatus>
  attention?: AttentionItem[]
  finishedItems?: FinishedItem[]
  /** households of the team, by id */
  households?: ReadonlyMap<string, Draft['groups']>
  tonight?: Partial<Tonight>
  /** what other tablets told of them tonight, by id */
  elsewhere?: ReadonlyMap<string, Elsewhere>
  /** what becomes of another tablet's word */
  met?: () => Met
  /** what the hub published */
  packs?: Partial<PackPort>
  /** recorded or written for the language studio */
  said?: readonly OwnSentence[]
  drafts?: Draft[]
  /** who else has them, by id */
  hands?: ReadonlyMap<string, Partial<Pick<DraftSummary, 'held' | 'offer'>>>
  /** Makes every save fail with this until it returns null. */
  failSave?: () => Error | null
  claim?: (typed: Slip) => ClaimResult
  /** Can a kiosk tell the desk that somebody waits? */
  hasLine?: boolean
  /** what was captured, evening by evening */
  evenings?: EveningNote[]
  /** Of this kiosk's numbers; null before the hub told it. */
  letter?: string | null
  room?: { ok: boolean; usedBytes: number; capBytes: number }
}

export interface MemoryTablet extends TabletPorts {
  readonly stored: Map<string, Draft>
  readonly planned: NewEvening[]
  readonly saves: { id: string; patch: Record<string, Record<string, unknown>>; at: string | undefined }[]
  readonly finished: string[]
  /** what a kiosk sealed, page by page */
  readonly sealed: Draft['groups'][]
  /** whether somebody waited, each time the desk was told */
  readonly calls: boolean[]
  readonly locks: string[]
  /** when sending was asked for */
  readonly asked: number[]
  setLock(state: LockState): void
  setStatus(status: Partial<SyncStatus>): void
  setEnrol(state: EnrolState): void
}

const volunteers = [
  { id: 'v1', name: 'Nguyễn Thị Mẫu' },
  { id: 'v2', name: 'Điểu Văn Thử' },
  { id: 'v3', name: 'Trần Văn Ví Dụ' },
]

function summary(draft: Draft, hands: MemoryOptions['hands']): DraftSummary {
  return {
    id: draft.id,
    type: draft.type,
    title: draft.title,
    at: draft.at,
    shortCode: shortCodeOf(draft.id),
    updatedAt: draft.updatedAt,
    ownerName: draft.owner,
    returned: draft.returnNote !== null,
    parent: draft.parent,
    held: null,
    offer: null,
    ...hands?.get(draft.id),
  }
}

export function memoryTablet(options: MemoryOptions = {}): MemoryTablet {
  const now = options.now ?? (() => Date.now())
  const state = signal<EnrolState>(options.enrol ?? ready)
  const grant = signal<StorageGrant>(options.grant ?? { persisted: true, installed: false, required: false })
  const lock = signal<LockState>(options.lock ?? { kind: 'locked', reason: 'start' })
  const status = signal<SyncStatus>({ ...quietStatus, attention: options.attention ?? [], ...options.status })
  const list = signal<DraftSummary[]>([])
  const stored = new Map<string, Draft>((options.drafts ?? []).map((draft) => [draft.id, draft]))
  const discarded = new Map<string, Draft>()
  const saves: MemoryTablet['saves'] = []
  const finished: string[] = []
  const locks: string[] = []
  const asked: number[] = []
  const sealed: Draft['groups'][] = []
  const calls: boolean[] = []
  const sealing = signal<SealState>('idle')
  const untold = signal(0)
  const sounds = new Map<string, Uint8Array>()
  let number: string | null = null
  let wrong = 0

  function relist() {
    list.value = [...stored.values()]
      .sort((a, b) => b.updatedAt - a.updatedAt)
      .map((draft) => summary(draft, options.hands))
  }
  relist()

  const drafts: DraftPort = {
    list,
    async create(type, groups, parent) {
      const draft: Draft = {
        id: crypto.randomUUID(),
        type,
        title: '',
        at: '',
        groups,
        baseVersion: 0,
        parent,
        createdAt: now(),
        updatedAt: now(),
        owner: 'Nguyễn Thị Mẫu',
        returnNote: null,
      }
      stored.set(draft.id, draft)
      relist()
      return draft
    },
    async get(id) {
      return stored.get(id) ?? null
    },
    async save(id, patch, at) {
      const error = options.failSave?.() ?? null
      if (error) throw error
      saves.push({ id, patch, at })
      const draft = stored.get(id)
      if (!draft) return
      const groups = { ...draft.groups }
      for (const [group, fields] of Object.entries(patch)) {
        const merged = { ...groups[group], ...fields }
        groups[group] = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
      }
      const name = groups.identity?.name ?? groups.subject?.name
      const title = typeof name === 'string' ? name : ''
      stored.set(id, { ...draft, groups, title, at: at ?? draft.at, updatedAt: now() })
      relist()
    },
    async finish(id) {
      stored.delete(id)
      finished.push(id)
      status.value = { ...status.value, pending: status.value.pending + 1 }
      relist()
      return { shortCode: shortCodeOf(id) }
    },
    async discard(id) {
      const draft = stored.get(id)
      if (draft) discarded.set(id, draft)
      stored.delete(id)
      relist()
    },
    async undoDiscard(id) {
      const draft = discarded.get(id)
      if (draft) stored.set(id, draft)
      relist()
    },
    async room() {
      return options.room ?? { ok: true, usedBytes: 0, capBytes: 150_000_000 }
    },
  }

  const studio = memoryStudio(now, options.said)
  const jpegs = new Map<string, Uint8Array>()
  const changePhotos = (id: string, change: (photos: readonly PaperPhoto[]) => readonly PaperPhoto[]) => {
    const { photos = [] } = groupValue(stored.get(id)?.groups ?? {}, 'dossier', 'papers')
    return drafts.save(id, { papers: { photos: change(photos) } })
  }

  const planned: NewEvening[] = []
  const homes = new Map<string, Draft['groups']>(options.households ?? [])
  const readTonight = (): Tonight => ({
    households: inWalkingOrder(
      [...homes].map(([id, groups]) => ({
        ...readHousehold(id, groups),
        waits: false,
        elsewhere: options.elsewhere?.get(id) ?? null,
      })),
    ),
    round: null,
    evenings: [],
    goal: null,
    ...options.tonight,
  })
  const tonight = signal<Tonight | null>(readTonight())
  const round: RoundPort = {
    tonight,
    async add(groups) {
      const id = crypto.randomUUID()
      homes.set(id, applyPatch({}, groups))
      tonight.value = readTonight()
      return id
    },
    async save(id, patch) {
      const error = options.failSave?.() ?? null
      if (error) throw error
      saves.push({ id, patch, at: undefined })
      homes.set(id, applyPatch(homes.get(id) ?? {}, patch))
      tonight.value = readTonight()
    },
    async plan(evening) {
      const error = options.failSave?.() ?? null
      if (error) throw error
      planned.push(evening)
    },
    async word() {
      return { name: 'gap-nhau-7d3c1a-4.tsm', bytes: new Uint8Array(900), houses: 4 }
    },
    async meet() {
      return options.met?.() ?? { kind: 'unknown-file' }
    },
  }

  return {
    stored,
    saves,
    planned,
    finished,
    sealed,
    calls,
    locks,
    asked,
    now,
    holder: 'volunteer',
    mayGo: () => true,
    drafts,
    setLock: (next) => {
      lock.value = next
    },
    setStatus: (next) => {
      status.value = { ...status.value, ...next }
    },
    setEnrol: (next) => {
      state.value = next
    },
    device: {
      state,
      storageGrant: grant,
      async enrol() {
        state.value = { kind: 'pending', code: '482913', unitName: 'Xã Mẫu', practice: true }
      },
      async askPersistence() {
        if (!options.refusesStorage) grant.value = { ...grant.value, persisted: true }
        return grant.value
      },
      async askTeam() {},
    },
    lock: {
      state: lock,
      async volunteers() {
        return volunteers
      },
      async unlock(volunteerId, pin): Promise<UnlockResult> {
        const volunteer = volunteers.find((one) => one.id === volunteerId)
        if (volunteer && pin === practicePin) {
          wrong = 0
          lock.value = { kind: 'open', volunteer }
          return { kind: 'ok' }
        }
        wrong += 1
        if (wrong >= 10) return { kind: 'locked' }
        return wrong >= 5 ? { kind: 'wait', seconds: 65 } : { kind: 'wrong', triesLeft: 10 - wrong }
      },
      async tries() {
        return { waitSeconds: 0, locked: wrong >= 10 }
      },
      async challenge() {
        return 'K7Q2 M9XT'
      },
      async answer(_, spoken): Promise<RecoveryResult> {
        if (spoken.replace(/\s/g, '').length !== 16) return { kind: 'misheard' }
        return { kind: 'ok' }
      },
      async newPin(volunteerId) {
        const volunteer = volunteers.find((one) => one.id === volunteerId)
        wrong = 0
        if (volunteer) lock.value = { kind: 'open', volunteer }
      },
      lock(reason) {
        locks.push(reason)
        lock.value = { kind: 'locked', reason }
      },
      turn() {
        if (lock.value.kind === 'open') lock.value = { ...lock.value, turned: true }
      },
    },
    async photos() {
      return {
        async hasRoom() {
          return true
        },
        async add(draft, paper, jpeg) {
          const id = [...crypto.getRandomValues(new Uint8Array(32))]
            .map((byte) => byte.toString(16).padStart(2, '0'))
            .join('')
          jpegs.set(id, jpeg)
          await changePhotos(draft, (photos) => [...photos, { paper, photo: id }])
          return id
        },
        async remove(draft, photo) {
          jpegs.delete(photo)
          await changePhotos(draft, (photos) => photos.filter((page) => page.photo !== photo))
        },
        async takeBack(draft) {
          await drafts.save(draft, { papers: { photoConsent: { given: false, at: now() }, photos: null } })
        },
        async isHere(photo) {
          return jpegs.has(photo)
        },
        async view(photo) {
          return jpegs.get(photo) ?? null
        },
      }
    },
    async round() {
      return round
    },
    async handover() {
      return {
        async workFile() {
          const { pending } = status.value
          const left = { items: 0, photos: 2 }
          return pending === 0
            ? null
            : { name: 'tram-so-may-3-7d3c1a-41.tramso', bytes: new Uint8Array(48_000), items: pending, photos: 3, left }
        },
        async evenings() {
          const { pending } = status.value
          const waiting = Array.from({ length: pending }, (_, i) => ({
            n: i + 10,
            shortCode: `TS-4K7QP-${(i % 8) + 2}`,
          }))
          const tonight = { day: localDay(now()), captured: pending + 9, acknowledged: 9, waiting }
          const before = { day: localDay(now() - 86_400_000), captured: 14, acknowledged: 14, waiting: [] }
          return options.evenings ?? [tonight, before]
        },
        async giveHere() {},
        async takeOver() {},
        async tablets() {
          return ['Máy 1', 'Máy 2'].map((label, at) => ({ id: `t${at}`, label }))
        },
        async giveThroughHub() {},
        async ownKey() {
          const key = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'
          return { text: JSON.stringify({ tramso: 'key', v: 1, label: 'Máy 3', key }), check: 'FR37 V0JS 0MJY' }
        },
        async readKey() {
          return null
        },
        async giveAway() {
          return { kind: 'sealed' as const }
        },
        async frames() {
          return ['1', '2', '3'].map((at) => `TSQ1 0123456789abcdef ${at} 3 ${'Mau'.repeat(140)}`)
        },
        gather: () => ({
          add: () => false,
          progress: { have: 0, total: 0, missing: [] },
          bytes: async () => null,
        }),
        async release() {
          return false
        },
        async take() {
          return { kind: 'unknown-file' as const }
        },
        async holdings() {
          return { sealed: 41, sealedSafe: 28 }
        },
        async takeReceipts() {
          const { pending, stored } = status.value
          status.value = { ...status.value, pending: 0, stored: stored + pending }
          return { kind: 'ok' as const, items: pending, photos: 0 }
        },
      }
    },
    studio: async () => studio,
    async packs() {
      return {
        guides: signal([]),
        words: signal([]),
        clips: signal({}),
        sounds: () => new Set<string>(),
        notes: signal([]),
        clip: async () => null,
        ...options.packs,
      }
    },
    async kiosk() {
      return {
        drafts,
        sealing,
        async sealPages() {
          const agreed = [...stored.values()].filter(
            ({ type, groups }) => groups.consent?.given === true && !isMessage(type),
          )
          sealed.push(...agreed.map(({ groups }) => groups))
          sealing.value = agreed.length > 0 ? 'sealed' : 'idle'
          return true
        },
        begun: () =>
          [...stored.values()].map(({ id, type, groups }) => ({
            id,
            type,
            slip:
              groups.consent?.given === true && !isMessage(type) ? { code: shortCodeOf(id), secret: '4K7QP2M8' } : null,
          })),
        untold,
        keepSound(id, sound) {
          if (sound) sounds.set(id, sound)
          else sounds.delete(id)
        },
        soundOf: (id) => sounds.get(id) ?? null,
        async takeNumber() {
          number ??= options.letter === null ? null : `${options.letter ?? 'A'}007`
          untold.value = options.hasLine ? 0 : 1
          return number
        },
        async nextPerson() {
          number = null
          stored.clear()
          sealing.value = 'idle'
        },
      }
    },
    sync: {
      status,
      async finished(since) {
        return (options.finishedItems ?? []).filter(({ at }) => at >= since)
      },
      async call(waits) {
        calls.push(waits)
        return options.hasLine ?? false
      },
      async claim(typed) {
        return options.claim?.(typed) ?? { kind: 'no-line' }
      },
      async sendNow() {
        asked.push(now())

        status.value = { ...status.value, line: 'no-line' }
      },
      async sendPhotosNow() {
        asked.push(now())
      },
      async setPhotoBudget(budget) {
        status.value = { ...status.value, photos: { ...status.value.photos, budget } }
      },
    },
  }
}
