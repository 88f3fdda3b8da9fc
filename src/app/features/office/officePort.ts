import type { Signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { CaseCommand } from '../../../domain/caseStatus.ts'
import type { CaseTypeName } from '../../../domain/records.ts'
import type { AlikeCase, Attention, CaseList, Health, OpenedCase, Person } from './officeAnswers.ts'

/** The four steps of the desk as work to do, and the lists beside them. */
export const inboxLists = [
  'all',
  'receive',
  'appraise',
  'approve',
  'return',
  'conflicts',
  'supplement',
  'closed',
] as const
export type InboxList = (typeof inboxLists)[number]

/** What the officer looks at; it lives as long as the session, so that the way back from a case leads to the same list. */
export interface InboxView {
  readonly list: InboxList
  readonly type: '' | CaseTypeName
  readonly search: string
  /** from 0 */
  readonly page: number
}

export const firstView: InboxView = { list: 'all', type: '', search: '', page: 0 }

export interface CaseFilter {
  readonly type: '' | CaseTypeName
  readonly status: readonly string[]
  /** Words with or without accents; personal, so it never goes into the page's own address. */
  readonly search: string
  readonly conflictsOnly: boolean
  readonly offset: number
  readonly limit: number
}

/** Why a person's cases are erased; a word of a list, because an officer's own may name the person. */
export const eraseReasons = ['asked', 'withdrawn', 'wrongPerson'] as const
export type EraseReason = (typeof eraseReasons)[number]

export interface Erasure {
  /** what the officer has looked at */
  readonly seen: readonly { readonly id: string; readonly version: number }[]
  readonly reason: EraseReason
  /** the case's code, typed out */
  readonly confirm: string
}

/** An item's place in its tablet's chain. */
export interface ItemPlace {
  readonly chain: string
  readonly n: number
}

/** Why an item is refused: the verdict's reason, which reaches the tablet. */
export const refusals = ['refused-not-ours', 'refused-repeated', 'refused-wrong'] as const
export type ItemDecision = { decision: 'letIn' } | { decision: 'refuse'; why: (typeof refusals)[number] }

/** What the inbox and the case page ask of the hub. Refusals reject with an error that has a problem code. */
export interface OfficePort {
  /** With the answer at hand as `known` it is given back as it is when nothing has changed: then nothing was read anew. */
  cases(filter: CaseFilter, known?: CaseList): Promise<CaseList>
  open(id: string, known?: OpenedCase): Promise<OpenedCase>
  /** A photo of a case; each asking is a line of audit. */
  photo(id: string, photo: string): Promise<Blob>
  /** What a resident said aloud; each hearing is audited. */
  sound(id: string, sound: string): Promise<Blob>
  /** `version` is the one on screen; when the case has moved on the hub refuses with `conflict`. */
  command(id: string, version: number, command: CaseCommand): Promise<void>
  resolve(conflict: string, choice: 'current' | 'proposed'): Promise<void>
  /** @param offset how many alarms to skip; without it the first page of them */
  attention(offset?: number): Promise<Attention>
  /** Other cases of whom a case is about, and those that may be theirs. */
  alike(id: string): Promise<readonly AlikeCase[]>
  /** Whether two cases are one person's; the newest word stands. */
  decideSame(id: string, other: string, same: boolean): Promise<void>
  /** All that is kept of the person whom a case is about. */
  person(id: string): Promise<Person>
  /** Where a file of it is fetched from. */
  personFile(id: string): string
  correct(id: string, version: number, group: string, set: Readonly<Record<string, string | null>>): Promise<void>
  withdrawConsent(id: string): Promise<void>
  erasePerson(id: string, erasure: Erasure): Promise<void>
  /** Let held items in, or refuse them: all of these or none (SPEC VDT-8). */
  decide(items: readonly ItemPlace[], decision: ItemDecision): Promise<void>
  /** Somebody has looked into an alarm that had been raised `seen` times; it is gone until it is raised again. */
  answerAlarm(id: string, seen: number): Promise<void>
  /** How the hub is, in the words of `locales/…/health.json`. */
  health(): Promise<Health>
  readonly view: Signal<InboxView>
  /** What was typed for a command of a case and not sent yet; it outlives the page when the session ends by itself. */
  readonly typed: Map<string, string>
  /** this machine's clock, ms: for "3 giờ trước" only */
  now(): number
}

export const OfficeContext = createContext<OfficePort | null>(null)

/** @throws when a screen is drawn outside the desk's frame: a wiring mistake, never a user's. */
export function useOffice(): OfficePort {
  const port = useContext(OfficeContext)
  if (!port) throw new Error('an office screen was drawn without its port')
  return port
}
