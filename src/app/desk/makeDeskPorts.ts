import { type Signal, signal } from '@preact/signals'
import * as z from 'zod/mini'
import type { AccountPort } from '../features/account/accountPort.ts'
import { officerEntriesSchema, unitEntriesSchema } from '../features/admin/adminAnswers.ts'
import type { AdminPort } from '../features/admin/adminPort.ts'
import {
  breachListSchema,
  devicesSchema,
  enrolLinkSchema,
  recoveryAnswerSchema,
  unitsSchema,
  volunteersSchema,
} from '../features/devices/devicesAnswers.ts'
import type { DevicesPort } from '../features/devices/devicesPort.ts'
import { type DeskHandoverPort, eveningsSchema, importedSchema } from '../features/handover/deskHandover.ts'
import {
  alikeAnswerSchema,
  attentionSchema,
  type CaseList,
  caseListAnswerSchema,
  healthSchema,
  type OpenedCase,
  openedCaseAnswerSchema,
  personSchema,
} from '../features/office/officeAnswers.ts'
import { type CaseFilter, firstView, type OfficePort } from '../features/office/officePort.ts'
import { type Hall, hallSchema, queueSchema, ticketSchema } from '../features/queue/queueAnswers.ts'
import type { QueuePort } from '../features/queue/queuePort.ts'
import { drillSchema, recoverySheetSchema, setupProgressSchema } from '../features/recovery/careAnswers.ts'
import type { CarePort } from '../features/recovery/carePort.ts'
import type { RoundsPort } from '../features/rounds/roundsPort.ts'
import { type NewCommune, type PracticeCommune, practiceAnswerSchema } from '../features/setup/setupPort.ts'
import type { StudioPort } from '../features/studio/studioPort.ts'
import { accountOf, loginByPasskey } from './accountOf.ts'
import type { BrowserPasskeys } from './browserPasskeys.ts'
import { DeskProblem } from './DeskProblem.ts'
import { anyAnswer, type DeskApi } from './deskApi.ts'
import { type DeskState, deskStateSchema, type SignedIn } from './deskState.ts'
import { roundsOf } from './roundsOf.ts'
import { studioOf } from './studioOf.ts'

const root = '/api/desk'
const madeCommuneSchema = z.object({ commune: z.object({ id: z.string() }) })
const madePracticeSchema = z.extend(practiceAnswerSchema, { commune: z.string() })

/** All that `shell/DeskApp.tsx` is given. */
export interface DeskPorts {
  state(): Promise<DeskState>
  login(commune: string, name: string, password: string): Promise<void>
  logout(): Promise<void>
  /** True from the moment the hub says that the session is over until the next sign-in. */
  readonly expired: Signal<boolean>
  /** The one-time token of the set-up link, '' without one. */
  readonly setupToken: string
  makeCommune(commune: NewCommune): Promise<{ id: string }>
  makePractice(): Promise<{ id: string; practice: PracticeCommune }>
  /** Fresh for each session: what one officer looked for is not the next one's business. */
  office(): OfficePort
  devices(isAdmin: boolean): DevicesPort
  admin(signedIn: SignedIn): AdminPort
  care(): CarePort
  queue(commune: string): QueuePort
  /** What hangs in the hall; needs no sign-in. */
  hall(commune: string): Promise<Hall>
  account(): AccountPort
  studio(signedIn: SignedIn): StudioPort
  handover(): DeskHandoverPort
  rounds(): RoundsPort
  /** The name that passkeys on this page would be bound to; null where the browser has none. */
  readonly passkeyHost: string | null
  loginByPasskey(): Promise<void>
}

const searchBody = ({ type, status, search, conflictsOnly, offset, limit }: CaseFilter) => ({
  offset,
  limit,
  status,
  ...(type === '' ? {} : { type }),
  // in the body: words about a person never stand in an address
  ...(search === '' ? {} : { search }),
  ...(conflictsOnly ? { conflicts: true } : {}),
})

/** What is newest: the answer, or what was known when the answer says that nothing has changed. */
function newest<T extends object>(answer: T | { unchanged: true }, known: T | undefined): T {
  if (!('unchanged' in answer)) return answer
  if (known === undefined) throw new DeskProblem('bad-answer')
  return known
}

const officeOf = (api: DeskApi, now: () => number): OfficePort => ({
  async cases(filter, known) {
    const body = { ...searchBody(filter), ...(known ? { seen: known.seq } : {}) }
    return newest<CaseList>(await api.post(`${root}/cases/search`, body, caseListAnswerSchema), known)
  },
  async open(id, known) {
    const seen = known ? `?seen=${known.seq}` : ''
    return newest<OpenedCase>(
      await api.get(`${root}/cases/${encodeURIComponent(id)}${seen}`, openedCaseAnswerSchema),
      known,
    )
  },
  photo: (id, photo) => api.picture(`${root}/cases/${encodeURIComponent(id)}/photos/${encodeURIComponent(photo)}`),
  sound: (id, sound) => api.sound(`${root}/cases/${encodeURIComponent(id)}/sounds/${encodeURIComponent(sound)}`),
  async command(id, version, command) {
    await api.post(`${root}/cases/${encodeURIComponent(id)}/command`, { version, command }, anyAnswer)
  },
  async resolve(conflict, choice) {
    await api.post(`${root}/conflicts/${encodeURIComponent(conflict)}`, { choice }, anyAnswer)
  },
  alike: async (id) => (await api.get(`${root}/cases/${encodeURIComponent(id)}/alike`, alikeAnswerSchema)).cases,
  async decideSame(id, other, same) {
    await api.post(`${root}/cases/${encodeURIComponent(id)}/same`, { other, same }, anyAnswer)
  },
  person: (id) => api.get(`${root}/cases/${encodeURIComponent(id)}/person`, personSchema),
  personFile: (id) => `${root}/cases/${encodeURIComponent(id)}/person/export`,
  async correct(id, version, group, set) {
    await api.post(`${root}/cases/${encodeURIComponent(id)}/correct`, { version, group, set }, anyAnswer)
  },
  async withdrawConsent(id) {
    await api.post(`${root}/cases/${encodeURIComponent(id)}/person/withdraw-consent`, {}, anyAnswer)
  },
  async erasePerson(id, erasure) {
    await api.post(`${root}/cases/${encodeURIComponent(id)}/person/erase`, erasure, anyAnswer)
  },
  attention: (offset = 0) => api.get(`${root}/attention${offset === 0 ? '' : `?offset=${offset}`}`, attentionSchema),
  async decide(items, decision) {
    await api.post(`${root}/items/decide`, { items, ...decision }, anyAnswer)
  },
  async answerAlarm(id, seen) {
    await api.post(`${root}/alarms/${encodeURIComponent(id)}/answer`, { seen }, anyAnswer)
  },
  health: () => api.get(`${root}/health`, healthSchema),
  view: signal(firstView),
  typed: new Map(),
  now,
})

const devicesOf = (api: DeskApi, now: () => number, isAdmin: boolean): DevicesPort => ({
  isAdmin,
  devices: () => api.get(`${root}/devices`, devicesSchema),
  async decide(device, action, purpose) {
    await api.post(`${root}/devices/${encodeURIComponent(device)}`, { action, purpose }, anyAnswer)
  },
  async answerCall(device) {
    await api.post(`${root}/devices/${encodeURIComponent(device)}/answered`, {}, anyAnswer)
  },
  units: () => api.get(`${root}/units`, unitsSchema),
  volunteers: () => api.get(`${root}/volunteers`, volunteersSchema),
  async addVolunteer(volunteer) {
    await api.post(`${root}/volunteers`, volunteer, anyAnswer)
  },
  async removeVolunteer(id, reason) {
    await api.post(`${root}/volunteers/${encodeURIComponent(id)}/leave`, { reason }, anyAnswer)
  },
  async resetPin(id, pin) {
    await api.post(`${root}/volunteers/${encodeURIComponent(id)}/pin`, { pin }, anyAnswer)
  },
  answerChallenge: (challenge) => api.post(`${root}/recovery`, { challenge }, recoveryAnswerSchema),
  async reportLost(device) {
    await api.post(`${root}/devices/${encodeURIComponent(device)}/lost`, {}, anyAnswer)
  },
  breachList: (device) => api.get(`${root}/devices/${encodeURIComponent(device)}/breach-list`, breachListSchema),
  makeEnrolLink: (unit, team) => api.post(`${root}/enrol-tokens`, { unit, team }, enrolLinkSchema),
  now,
})

const adminOf = (api: DeskApi, { commune, officer }: SignedIn): AdminPort => ({
  commune,
  ownId: officer.id,
  units: () => api.get(`${root}/units`, unitEntriesSchema),
  async addUnit(unit) {
    await api.post(`${root}/units`, unit, anyAnswer)
  },
  async renameUnit(id, unit) {
    await api.post(`${root}/units/${encodeURIComponent(id)}`, unit, anyAnswer)
  },
  async addTeam(unit, name) {
    await api.post(`${root}/teams`, { unit, name }, anyAnswer)
  },
  async renameTeam(id, name) {
    await api.post(`${root}/teams/${encodeURIComponent(id)}`, { name }, anyAnswer)
  },
  officers: () => api.get(`${root}/officers`, officerEntriesSchema),
  async addOfficer(given) {
    await api.post(`${root}/officers`, given, anyAnswer)
  },
  async disableOfficer(id, disabled) {
    await api.post(`${root}/officers/${encodeURIComponent(id)}/disabled`, { disabled }, anyAnswer)
  },
  async resetPassword(id, password) {
    await api.post(`${root}/officers/${encodeURIComponent(id)}/password`, { password }, anyAnswer)
  },
})

/** A drill reads a whole backup: minutes on a hub that has run for years. */
const drillMs = 30 * 60_000

const careOf = (api: DeskApi, now: () => number): CarePort => ({
  progress: () => api.get(`${root}/progress`, setupProgressSchema),
  newSheet: (password) => api.post(`${root}/recovery-sheet`, { password }, recoverySheetSchema),
  drill: (shares) => api.post(`${root}/recovery-drill`, { shares }, drillSchema, drillMs),
  now,
})

const queueOf = (api: DeskApi, now: () => number, commune: string): QueuePort => ({
  queue: () => api.get(`${root}/queue`, queueSchema),
  callNext: (counter) => api.post(`${root}/queue/next`, { counter }, z.nullable(ticketSchema)),
  async change(number, action, counter) {
    await api.post(`${root}/queue/${encodeURIComponent(number)}`, { action, counter }, anyAnswer)
  },
  hallHref: `/hall/${commune}`,
  now,
})

/** A file of several megabytes over the hall's Wi-Fi, and each photo of it is flushed before it counts. */
const importMs = 10 * 60_000

const handoverOf = (api: DeskApi, now: () => number): DeskHandoverPort => ({
  importFile: (file) => api.postBytes(`${root}/handover/files`, file, importedSchema, importMs),
  evenings: () => api.get(`${root}/handover/evenings`, eveningsSchema),
  now,
})

/** The desk's ports over its API. */
export function makeDeskPorts(
  api: DeskApi,
  {
    now,
    setupToken,
    expired,
    passkeys,
  }: { now: () => number; setupToken: string; expired: Signal<boolean>; passkeys: BrowserPasskeys },
): DeskPorts {
  return {
    state: () => api.get(`${root}/state`, deskStateSchema),
    async login(commune, name, password) {
      await api.post(`${root}/login`, { commune, name, password }, anyAnswer)
    },
    async logout() {
      await api.post(`${root}/logout`, {}, anyAnswer)
    },
    expired,
    setupToken,
    async makeCommune(commune) {
      const made = await api.post(`${root}/setup`, { token: setupToken, ...commune }, madeCommuneSchema)
      return { id: made.commune.id }
    },
    async makePractice() {
      const { commune, ...practice } = await api.post(
        `${root}/setup/practice`,
        { token: setupToken },
        madePracticeSchema,
      )
      return { id: commune, practice }
    },
    office: () => officeOf(api, now),
    devices: (isAdmin) => devicesOf(api, now, isAdmin),
    admin: (signedIn) => adminOf(api, signedIn),
    care: () => careOf(api, now),
    queue: (commune) => queueOf(api, now, commune),
    hall: (commune) => api.get(`${root}/hall/${encodeURIComponent(commune)}`, hallSchema),
    account: () => accountOf(api, passkeys, now),
    studio: (signedIn) => studioOf(api, signedIn, signal({ name: '', agreed: false }), now),
    handover: () => handoverOf(api, now),
    rounds: () => roundsOf(api, now),
    passkeyHost: passkeys.host,
    loginByPasskey: () => loginByPasskey(api, passkeys),
  }
}
