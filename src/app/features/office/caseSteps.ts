import type { CaseStatus } from '../../../domain/caseStatus.ts'
import { isMessage } from '../../../domain/records.ts'
import type { CaseFilter, InboxList, InboxView } from './officePort.ts'

/** Which statuses a list holds. A step's list is the work that waits for it: what was sent waits to be received. */
const statusesOf: Record<InboxList, readonly CaseStatus[]> = {
  all: ['draft', 'submitted', 'received', 'appraising', 'approved', 'needsSupplement'],
  receive: ['submitted'],
  appraise: ['received'],
  approve: ['appraising'],
  return: ['approved'],
  conflicts: [],
  supplement: ['needsSupplement'],
  closed: ['returnedResult', 'closed'],
}

/** The four steps with the count that the hub gives for each. */
export const steps = [
  { list: 'receive', count: 'submitted' },
  { list: 'appraise', count: 'received' },
  { list: 'approve', count: 'appraising' },
  { list: 'return', count: 'approved' },
] as const satisfies readonly { list: InboxList; count: string }[]

/** As many rows as are looked through without getting lost; the next are a page away. */
export const pageSize = 50

/** The question to the hub for what the officer looks at. */
export const filterOf = (view: InboxView): CaseFilter => ({
  type: view.type,
  status: statusesOf[view.list],
  search: view.search.trim(),
  conflictsOnly: view.list === 'conflicts',
  offset: view.page * pageSize,
  limit: pageSize,
})

export type Todo = 'conflict' | CaseStatus | 'message' | 'unknown'
export type Tone = 'done' | 'waiting' | 'attention' | 'plain'

const tones: Record<Todo, Tone> = {
  conflict: 'attention',
  message: 'waiting',
  draft: 'plain',
  submitted: 'waiting',
  received: 'done',
  appraising: 'done',
  approved: 'done',
  returnedResult: 'plain',
  needsSupplement: 'plain',
  closed: 'plain',
  unknown: 'plain',
}

const isTodo = (status: string): status is CaseStatus => Object.hasOwn(tones, status)

/** What an officer has to do with a case next; two versions that differ come before everything. */
export function todoOf(one: { status: string; openConflicts: number; type?: string }): { todo: Todo; tone: Tone } {
  const ofStatus = isTodo(one.status) ? one.status : 'unknown'
  const isToRead = one.status === 'submitted' && isMessage(one.type ?? '')
  const todo: Todo = one.openConflicts > 0 ? 'conflict' : isToRead ? 'message' : ofStatus
  return { todo, tone: tones[todo] }
}

/** The tone of a status by itself, whatever else waits. */
export const statusTone = (status: string): Tone => todoOf({ status, openConflicts: 0 }).tone
