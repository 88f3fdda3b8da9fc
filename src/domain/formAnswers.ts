import { ethnicGroups } from './ethnicGroups.ts'
import {
  type FormDefinition,
  type FormField,
  type FormRule,
  fieldsOf,
  formSections,
  membersOf,
  type PlacedField,
} from './formDefinition.ts'
import { parsePartialDate, printPartialDate } from './partialDate.ts'
import { checkOldIdNumber, checkPersonalId } from './personalId.ts'
import { parsePersonName } from './personName.ts'
import { parsePhone } from './phone.ts'
import type { RecordGroups } from './records.ts'
import { repeatedKeys, repeatedNameOf } from './repeatedGroups.ts'
import { findSecret } from './secretGuard.ts'

export type Answer = string | boolean
/**
 * Answers by section and field id, as the dossier record's groups hold them; absent = not answered. Members stand among them
 * under their keys, in their order.
 */
export type FormAnswers = Readonly<Record<string, Readonly<Record<string, Answer>>>>

const isAnswer = (value: unknown): value is Answer => typeof value === 'string' || typeof value === 'boolean'

/** @returns the answers that a dossier's groups hold; what is no answer is left out. */
export const answersOfGroups = (
  groups: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>,
): FormAnswers => {
  const filled = Object.fromEntries(Object.entries(groups).flatMap(([name, value]) => (value ? [[name, value]] : [])))
  const order = filled.memberOrder?.keys
  const keys = repeatedKeys('member', filled, Array.isArray(order) ? order : [])
  return Object.fromEntries(
    [...formSections, ...keys].map((name) => [
      name,
      Object.fromEntries(
        Object.entries(filled[name] ?? {}).flatMap(([id, value]) => (isAnswer(value) ? [[id, value]] : [])),
      ),
    ]),
  )
}

/** @returns the keys of the members, in their order. */
export const memberKeys = (answers: FormAnswers): readonly string[] =>
  Object.keys(answers).filter((key) => repeatedNameOf(key) === 'member')

/** @returns the answer at `section.id` as it was given, or undefined. */
export const answerAt = (answers: FormAnswers, path: string): Answer | undefined => {
  const [section = '', id = ''] = path.split('.')
  const given = Object.hasOwn(answers, section) ? answers[section] : undefined
  const answer = given && Object.hasOwn(given, id) ? given[id] : undefined
  return typeof answer === 'string' && answer.trim() === '' ? undefined : answer
}

/** Whether a rule of the form holds for these answers. */
export const ruleHolds = (rule: FormRule, answers: FormAnswers): boolean => {
  const answer = answerAt(answers, rule.field)
  if ('equals' in rule) return answer === rule.equals
  if ('notEquals' in rule) return answer !== rule.notEquals
  return (answer !== undefined) === rule.answered
}

const holds = (rule: FormRule | undefined, answers: FormAnswers) => rule !== undefined && ruleHolds(rule, answers)
const isAsked = ({ field }: PlacedField, answers: FormAnswers) =>
  (field.askIf === undefined || ruleHolds(field.askIf, answers)) &&
  !holds(field.sameAs?.when, answers) &&
  !holds(field.fixed?.when, answers)

/** @returns the questions that these answers leave to ask, in printed order; a branch not taken is not among them. */
export const questionsOf = (form: FormDefinition, answers: FormAnswers): readonly PlacedField[] =>
  fieldsOf(form).filter((placed) => isAsked(placed, answers))

/**
 * One question a screen: what comes next.
 * @param after the path of the question just answered; without it, the first question that has no answer yet
 * @returns null when there is none: then the answers are checked
 */
export const nextQuestion = (form: FormDefinition, answers: FormAnswers, after?: string): PlacedField | null => {
  const questions = questionsOf(form, answers)
  if (after === undefined) return questions.find(({ path }) => answerAt(answers, path) === undefined) ?? null
  const order = fieldsOf(form).map(({ path }) => path)
  const at = order.indexOf(after)
  return questions.find(({ path }) => order.indexOf(path) > at) ?? null
}

export type AnswerProblemCode =
  | 'answerMissing'
  | 'answerTooLong'
  | 'answerNotInList'
  | 'answerNotYesNo'
  | 'pledgeMissing'
  | 'dateForm'
  | 'dateYear'
  | 'dateNotInCalendar'
  | 'dateNotWhole'
  | 'nameEmpty'
  | 'nameTooLong'
  | 'nameHasDigits'
  | 'nameHasSigns'
  | 'idDocumentForm'
  | 'personalIdForm'
  | 'phoneForm'
  | 'emailForm'
  | 'countForm'
  | 'tooManyMembers'
  | 'answerHoldsSecret'
export interface AnswerProblem {
  readonly path: string
  readonly code: AnswerProblemCode
}

const most: Partial<Record<FormField['kind'], number>> = { longText: 500, place: 300 }

const checkDate = (text: string, isWhole: boolean): AnswerProblemCode | undefined => {
  const parsed = parsePartialDate(text)
  if (!parsed.ok) return parsed.problem
  return isWhole && parsed.date.day === undefined ? 'dateNotWhole' : undefined
}

const checkName = (text: string) => {
  const parsed = parsePersonName(text)
  return parsed.ok ? undefined : parsed.problem
}

const checkWords = (field: FormField, text: string): AnswerProblemCode | undefined => {
  if (text.length > (most[field.kind] ?? 200)) return 'answerTooLong'
  switch (field.kind) {
    case 'date':
    case 'partialDate':
      return checkDate(text, field.kind === 'date')
    case 'name':
      return checkName(text)
    case 'sex':
      return text === 'f' || text === 'm' ? undefined : 'answerNotInList'
    case 'choice':
      return field.choices?.some(({ id }) => id === text) ? undefined : 'answerNotInList'
    case 'ethnicGroup':
      return ethnicGroups.some(({ name }) => name === text) ? undefined : 'answerNotInList'
    case 'personalId':
      return checkPersonalId(text).ok ? undefined : 'personalIdForm'
    case 'phone':
      return parsePhone(text).ok ? undefined : 'phoneForm'
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? undefined : 'emailForm'
    case 'count':
      return /^[1-9]\d?$/.test(text) ? undefined : 'countForm'
    case 'idDocument':
      return checkPersonalId(text).ok || checkOldIdNumber(text).ok ? undefined : 'idDocumentForm'
    default:
      return findSecret(text) ? 'answerHoldsSecret' : undefined
  }
}

const checkAnswer = (field: FormField, answer: Answer): AnswerProblemCode | undefined => {
  const isYesNo = field.kind === 'yesNo' || field.kind === 'pledge'
  if (isYesNo !== (typeof answer === 'boolean')) return isYesNo ? 'answerNotYesNo' : 'answerNotInList'
  if (field.kind === 'pledge') return answer === true ? undefined : 'pledgeMissing'
  return typeof answer === 'string' ? checkWords(field, answer) : undefined
}

const checkField = (path: string, field: FormField, answers: FormAnswers): readonly AnswerProblem[] => {
  const answer = answerAt(answers, path)
  if (answer !== undefined) {
    const code = checkAnswer(field, answer)
    return code ? [{ path, code }] : []
  }
  const isRequired = field.required || holds(field.requiredIf, answers)
  return isRequired ? [{ path, code: field.kind === 'pledge' ? 'pledgeMissing' : 'answerMissing' }] : []
}

/** What is wrong with the members: with each of them by its key, and under `members` when the form has no room for all. */
const checkMembers = (form: FormDefinition, answers: FormAnswers): readonly AnswerProblem[] => {
  const members = membersOf(form)
  if (!members) return []
  const keys = memberKeys(answers)
  return [
    ...keys.flatMap((key) => members.columns.flatMap(({ field }) => checkField(`${key}.${field.id}`, field, answers))),
    ...(keys.length > members.most ? [{ path: 'members', code: 'tooManyMembers' } as const] : []),
  ]
}

/**
 * Checks the questions of the branch that was taken, and the members.
 * @returns what is wrong, in printed order, members last, one problem a field; empty when the form can be handed in
 */
export const validateAnswers = (form: FormDefinition, answers: FormAnswers): readonly AnswerProblem[] => [
  ...questionsOf(form, answers).flatMap(({ path, field }) => checkField(path, field, answers)),
  ...checkMembers(form, answers),
]

/**
 * Proposals from what the activation asked, to be confirmed and not retyped (issue 2 §5). A proposal that its own field
 * would refuse is left out, so that nobody has to mend what they never typed.
 */
export const prefill = (form: FormDefinition, groups: RecordGroups<'activation'>): FormAnswers => {
  const source = new Map<string, unknown>(
    Object.entries(groups).flatMap(([group, value]) =>
      Object.entries(value).map(([name, said]) => [`${group}.${name}`, said] as const),
    ),
  )
  const filled = fieldsOf(form).flatMap(({ section, field }) => {
    const parts = (field.fillFrom ?? [])
      .map((path) => source.get(path))
      .filter((part) => typeof part === 'string' && part !== '')
    const text = `${field.fillPrefix ?? ''}${parts.join(', ')}`
    return parts.length === 0 || checkWords(field, text) ? [] : [{ section, id: field.id, text }]
  })
  return Object.fromEntries(
    form.sections.map(({ id: section }) => [
      section,
      Object.fromEntries(filled.filter((one) => one.section === section).map(({ id, text }) => [id, text])),
    ]),
  )
}

/** @returns an answer in the words that the official form prints; `undefined` prints as nothing. */
export const printAnswer = (field: FormField, answer: Answer | undefined): string => {
  if (answer === undefined) return ''
  if (typeof answer === 'boolean') return answer ? 'Có' : 'Không'
  if (field.kind === 'sex') return answer === 'f' ? 'Nữ' : 'Nam'
  if (field.kind === 'choice') return field.choices?.find(({ id }) => id === answer)?.print ?? answer
  if (field.kind !== 'date' && field.kind !== 'partialDate') return answer
  const parsed = parsePartialDate(answer)
  return parsed.ok ? printPartialDate(parsed.date) : answer
}
