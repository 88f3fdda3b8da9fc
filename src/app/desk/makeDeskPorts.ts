import { type Signal, signal } from '@preact/signals'
import * as z from 'zod/mini'
import { devicesSchema, enrolLinkSchema, unitsSchema, volunteersSchema } from '../features/devices/devicesAnswers.ts'
import type { DevicesPort } from '../features/devices/devicesPort.ts'
import { attentionSchema, caseListSchema, openedCaseSchema } from '../features/office/officeAnswers.ts'
import { type CaseFilter, firstView, type OfficePort } from '../features/office/officePort.ts'
import { type NewCommune, type PracticeCommune, practiceAnswerSchema } from '../features/setup/setupPort.ts'
import { DeskProblem } from './DeskProblem.ts'
import { anyAnswer, type DeskApi } from './deskApi.ts'
import { type DeskState, deskStateSchema } from './deskState.ts'

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
  readonly devices: DevicesPort
}

const searchBody = ({ type, status, search, conflictsOnly, limit }: CaseFilter) => ({
  limit,
  status,
  ...(type === '' ? {} : { type }),
  // in the body: words about a person never stand in an address
  ...(search === '' ? {} : { search }),
  ...(conflictsOnly ? { conflicts: true } : {}),
})

const officeOf = (api: DeskApi, now: () => number): OfficePort => ({
  cases: (filter) => api.post(`${root}/cases/search`, searchBody(filter), caseListSchema),
  open: (id) => api.get(`${root}/cases/${encodeURIComponent(id)}`, openedCaseSchema),
  async command(id, version, command) {
    await api.post(`${root}/cases/${encodeURIComponent(id)}/command`, { version, command }, anyAnswer)
  },
  async resolve(conflict, choice) {
    await api.post(`${root}/conflicts/${encodeURIComponent(conflict)}`, { choice }, anyAnswer)
  },
  attention: () => api.get(`${root}/attention`, attentionSchema),
  view: signal(firstView),
  now,
})

const devicesOf = (api: DeskApi, now: () => number): DevicesPort => ({
  devices: () => api.get(`${root}/devices`, devicesSchema),
  async decide(device, action) {
    await api.post(`${root}/devices/${encodeURIComponent(device)}`, { action }, anyAnswer)
  },
  units: () => api.get(`${root}/units`, unitsSchema),
  volunteers: () => api.get(`${root}/volunteers`, volunteersSchema),
  async addVolunteer(volunteer) {
    await api.post(`${root}/volunteers`, volunteer, anyAnswer)
  },
  makeEnrolLink: (unit, team) => api.post(`${root}/enrol-tokens`, { unit, team }, enrolLinkSchema),
  now,
})

/** While somebody has to sign in again nothing is asked that needs a session: screens behind the sign-in keep polling. */
const onlySignedIn = (api: DeskApi, expired: Signal<boolean>): DeskApi => ({
  get: async (path, schema) => {
    if (expired.peek()) throw new DeskProblem('not-signed-in')
    return api.get(path, schema)
  },
  post: async (path, body, schema) => {
    if (expired.peek()) throw new DeskProblem('not-signed-in')
    return api.post(path, body, schema)
  },
})

/** The desk's ports over its API. */
export function makeDeskPorts(
  api: DeskApi,
  { now, setupToken, expired }: { now: () => number; setupToken: string; expired: Signal<boolean> },
): DeskPorts {
  const signedIn = onlySignedIn(api, expired)
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
    office: () => officeOf(signedIn, now),
    devices: devicesOf(signedIn, now),
  }
}
