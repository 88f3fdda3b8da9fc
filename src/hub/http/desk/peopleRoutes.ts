import { z } from 'zod'
import { refusals } from '../../desk/decideHeld.ts'
import { leaveReasons } from '../../enrol/removeVolunteer.ts'
import type { ApiRoute } from '../ApiRoute.ts'

const text = (most: number) => z.string().min(1).max(most)
const name = text(80)

export const leaveBody = z.strictObject({ reason: z.enum(leaveReasons) })
export const pinBody = z.strictObject({ pin: z.string().max(12) })
export const challengeBody = z.strictObject({ challenge: text(40) })
const places = z
  .array(z.strictObject({ chain: z.string().regex(/^[0-9a-f]{32}$/), n: z.int().min(1) }))
  .min(1)
  .max(200)
export const decideItemsBody = z.union([
  z.strictObject({ items: places, decision: z.literal('letIn') }),
  z.strictObject({ items: places, decision: z.literal('refuse'), why: z.enum(refusals) }),
])
export const answerAlarmBody = z.strictObject({ seen: z.int32().min(1) })
export const unitBody = z.strictObject({ name, oldName: z.string().max(200).optional() })
export const teamBody = z.strictObject({ unit: text(60), name })
export const renameTeamBody = z.strictObject({ name })
export const newOfficerBody = z.strictObject({
  name: text(40),
  displayName: text(60),
  password: text(200),
  role: z.enum(['officer', 'admin']),
})
export const passwordBody = z.strictObject({ password: text(200) })
export const disableBody = z.strictObject({ disabled: z.boolean() })

const instant = z.number()
const person = z.object({ id: z.string(), name: z.string(), status: z.string() })
const unit = z.object({ id: z.string(), code: z.string(), name: z.string(), oldName: z.string().nullable() })
const team = z.object({ id: z.string(), name: z.string() })
export const officerAnswer = z.object({
  id: z.string(),
  name: z.string(),
  displayName: z.string(),
  role: z.string(),
  disabled: z.boolean(),
})
export const breachAnswer = z.object({
  device: z.object({
    id: z.string(),
    label: z.string(),
    team: z.string(),
    lastSeenAt: instant.nullable(),
    enrolledAt: instant,
  }),
  reportedAt: instant.nullable(),
  tellUntil: instant.nullable(),
  volunteers: z.array(z.string()),
  rows: z.array(
    z.object({
      record: z.string(),
      shortCode: z.string(),
      type: z.string(),
      name: z.string(),
      phone: z.string(),
      hamlet: z.string(),
      groups: z.array(z.string()),
      photos: z.int(),
      sent: z.boolean(),
      pulled: z.boolean(),
    }),
  ),
})

const root = '/api/desk'
const post = ['malformed', 'too-large', 'foreign-page'] as const

/** People and lost tablets: who leaves, forgets a PIN, works at the desk; what is held for a person to decide. */
export const peopleRoutes = {
  leave: {
    method: 'post',
    path: `${root}/volunteers/:id/leave`,
    summary: 'A volunteer leaves the team; its key turns (KEY-6)',
    body: leaveBody,
    answer: person,
    problems: [...post, 'not-found'],
    signedIn: true,
    role: 'admin',
  },
  resetPin: {
    method: 'post',
    path: `${root}/volunteers/:id/pin`,
    summary: 'A new first PIN, with new keys (KEY-7)',
    body: pinBody,
    answer: person,
    problems: [...post, 'not-found', 'conflict'],
    signedIn: true,
    role: 'admin',
  },
  answerChallenge: {
    method: 'post',
    path: `${root}/recovery`,
    summary: 'The answer to the code that a tablet without a line shows for a forgotten PIN (KEY-8)',
    body: challengeBody,
    answer: z.object({
      answer: z.string(),
      volunteer: z.object({ id: z.string(), name: z.string() }),
      device: z.object({ id: z.string(), label: z.string() }),
    }),
    problems: [...post, 'not-found'],
    signedIn: true,
    role: 'admin',
  },
  decideItems: {
    method: 'post',
    path: `${root}/items/decide`,
    summary: 'Let held or quarantined items in, or refuse them: all of these or none (VDT-8)',
    body: decideItemsBody,
    answer: z.object({ decided: z.int() }),
    problems: [...post, 'not-found', 'conflict'],
    signedIn: true,
  },
  answerAlarm: {
    method: 'post',
    path: `${root}/alarms/:id/answer`,
    summary: 'A person has looked into an alarm; `seen` is how often it had been raised then (CHN-8)',
    body: answerAlarmBody,
    answer: z.object({ seen: z.int() }),
    problems: [...post, 'not-found'],
    signedIn: true,
  },
  lost: {
    method: 'post',
    path: `${root}/devices/:id/lost`,
    summary: 'A tablet is lost: revoked, and the hours of the breach list begin',
    answer: z.object({ reportedAt: instant }),
    problems: ['foreign-page', 'not-found', 'conflict'],
    signedIn: true,
    role: 'admin',
  },
  breachList: {
    method: 'get',
    path: `${root}/devices/:id/breach-list`,
    summary: 'Who may have been on a tablet; the reading is audited',
    answer: breachAnswer,
    problems: ['not-found'],
    signedIn: true,
  },
  addUnit: {
    method: 'post',
    path: `${root}/units`,
    summary: 'Add a hamlet',
    body: unitBody,
    answer: unit,
    problems: [...post, 'conflict'],
    signedIn: true,
    role: 'admin',
  },
  renameUnit: {
    method: 'post',
    path: `${root}/units/:id`,
    summary: 'Rename a unit',
    body: unitBody,
    answer: unit,
    problems: [...post, 'not-found', 'conflict'],
    signedIn: true,
    role: 'admin',
  },
  addTeam: {
    method: 'post',
    path: `${root}/teams`,
    summary: 'Add a team to a unit',
    body: teamBody,
    answer: team,
    problems: [...post, 'not-found', 'conflict'],
    signedIn: true,
    role: 'admin',
  },
  renameTeam: {
    method: 'post',
    path: `${root}/teams/:id`,
    summary: 'Rename a team',
    body: renameTeamBody,
    answer: team,
    problems: [...post, 'not-found', 'conflict'],
    signedIn: true,
    role: 'admin',
  },
  officers: {
    method: 'get',
    path: `${root}/officers`,
    summary: 'Officers of the desk',
    answer: z.array(officerAnswer),
    problems: [],
    signedIn: true,
    role: 'admin',
  },
  addOfficer: {
    method: 'post',
    path: `${root}/officers`,
    summary: 'Add an officer',
    body: newOfficerBody,
    answer: officerAnswer,
    problems: [...post, 'conflict'],
    signedIn: true,
    role: 'admin',
  },
  disableOfficer: {
    method: 'post',
    path: `${root}/officers/:id/disabled`,
    summary: 'Let an officer sign in no more, or again',
    body: disableBody,
    answer: officerAnswer,
    problems: [...post, 'not-found', 'conflict'],
    signedIn: true,
    role: 'admin',
  },
  resetPassword: {
    method: 'post',
    path: `${root}/officers/:id/password`,
    summary: 'Give an officer another password',
    body: passwordBody,
    answer: officerAnswer,
    problems: [...post, 'not-found'],
    signedIn: true,
    role: 'admin',
  },
} as const satisfies Record<string, ApiRoute>
