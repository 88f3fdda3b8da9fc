import * as z from 'zod/mini'

/**
 * Where a case stands. Statuses change only by commands that the hub decides (design D5); the four steps at the desk
 * are those of the one-stop desk: Tiếp nhận, Thẩm định, Phê duyệt, Trả kết quả (facts §5, `statuses.json`).
 */
export const caseStatuses = [
  'draft',
  'submitted',
  'received',
  'appraising',
  'approved',
  'returnedResult',
  'needsSupplement',
  'closed',
] as const
export type CaseStatus = (typeof caseStatuses)[number]

/** Who gives a command; the hub knows it from the key that signed, never from the item's own words. */
export const actorRoles = ['kiosk', 'team', 'officer'] as const
export type ActorRole = (typeof actorRoles)[number]

const said = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))

/** A status command on the wire. `sentence` is read by the team; `officialCode` is the mã hồ sơ of the official system. */
export const caseCommandSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('submit') }),
  z.object({ name: z.literal('resubmit') }),
  z.object({ name: z.literal('sendBack'), sentence: said(500) }),
  z.object({ name: z.literal('receive'), officialCode: said(60) }),
  z.object({ name: z.literal('startAppraisal') }),
  z.object({ name: z.literal('approve') }),
  z.object({ name: z.literal('returnResult') }),
  z.object({ name: z.literal('close') }),
])
export type CaseCommand = z.infer<typeof caseCommandSchema>
export type CaseCommandName = CaseCommand['name']

interface Rule {
  readonly from: readonly CaseStatus[]
  readonly to: CaseStatus
  readonly by: readonly ActorRole[]
}

/** The whole state machine. A case that came back goes through the desk's intake again, under the same official code. */
export const caseRules: Readonly<Record<CaseCommandName, Rule>> = {
  submit: { from: ['draft'], to: 'submitted', by: ['team', 'kiosk'] },
  resubmit: { from: ['needsSupplement'], to: 'submitted', by: ['team'] },
  sendBack: { from: ['submitted', 'received', 'appraising'], to: 'needsSupplement', by: ['officer'] },
  receive: { from: ['submitted'], to: 'received', by: ['officer'] },
  startAppraisal: { from: ['received'], to: 'appraising', by: ['officer'] },
  approve: { from: ['appraising'], to: 'approved', by: ['officer'] },
  returnResult: { from: ['approved'], to: 'returnedResult', by: ['officer'] },
  close: { from: ['submitted', 'received', 'needsSupplement', 'returnedResult'], to: 'closed', by: ['officer'] },
}

/** What may be done with a message to the desk. */
const ofMessages: readonly CaseCommandName[] = ['submit', 'close']

export type CaseRejection =
  | 'commandUnknown'
  | 'commandNotForRole'
  | 'commandNotNow'
  | 'sentenceInvalid'
  | 'officialCodeInvalid'
export type CaseDecision = { readonly status: CaseStatus } | { readonly rejected: CaseRejection }

const invalidDetail: Partial<Record<string, CaseRejection>> = {
  sentence: 'sentenceInvalid',
  officialCode: 'officialCodeInvalid',
}

/** @returns the command as parsed from JSON (texts trimmed), or the code of what is wrong with it. */
export const parseCaseCommand = (input: unknown): { command: CaseCommand } | { rejected: CaseRejection } => {
  const parsed = caseCommandSchema.safeParse(input)
  if (parsed.success) return { command: parsed.data }
  return { rejected: invalidDetail[String(parsed.error.issues[0]?.path[0])] ?? 'commandUnknown' }
}

/**
 * Decides a command on a case. Pure: a stale command (the case moved on meanwhile) is `commandNotNow`, and the hub sends
 * that reason back, where it shows under "needs attention" (design D7). A message to the desk is submitted and closed, and goes
 * through no steps of a procedure.
 */
export const decide = (
  status: CaseStatus,
  command: CaseCommand,
  actorRole: ActorRole,
  isMessage = false,
): CaseDecision => {
  const rule = caseRules[command.name]
  if (!rule.by.includes(actorRole)) return { rejected: 'commandNotForRole' }
  if (!rule.from.includes(status) || (isMessage && !ofMessages.includes(command.name))) {
    return { rejected: 'commandNotNow' }
  }
  return { status: rule.to }
}

/** @returns the commands that this role may give now, in the order of the desk's work; screens show no other button. */
export const commandsFor = (status: CaseStatus, actorRole: ActorRole, isMessage = false): readonly CaseCommandName[] =>
  caseCommandNames.filter(
    (name) =>
      caseRules[name].from.includes(status) &&
      caseRules[name].by.includes(actorRole) &&
      (!isMessage || ofMessages.includes(name)),
  )

export const caseCommandNames: readonly CaseCommandName[] = [
  'submit',
  'resubmit',
  'receive',
  'startAppraisal',
  'approve',
  'returnResult',
  'sendBack',
  'close',
]
