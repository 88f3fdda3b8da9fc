import { type PasswordProblem, passwordProblem } from '../../../domain/officerPassword.ts'
import { parsePartialDate } from '../../../domain/partialDate.ts'
import type { NewCommune } from './setupPort.ts'

/** What the set-up form holds while it is being filled in. */
export interface SetupForm {
  code: string
  listDate: string
  name: string
  displayName: string
  login: string
  password: string
}

export const emptySetupForm: SetupForm = { code: '', listDate: '', name: '', displayName: '', login: '', password: '' }

export type SetupField = 'commune' | 'code' | 'listDate' | 'displayName' | 'login' | 'password'
export type SetupProblem =
  | 'communeMissing'
  | 'codeForm'
  | 'listDateForm'
  | 'displayNameMissing'
  | 'loginForm'
  | PasswordProblem

/** A login is typed on many keyboards: small letters without accents, digits, dot and hyphen. */
const loginPattern = /^[a-z][a-z0-9.-]{2,39}$/

const isWholeDay = (text: string) => {
  const parsed = parsePartialDate(text)
  return parsed.ok && parsed.date.day !== undefined
}

/** @returns what is still wrong, in the order of the form; empty when the commune can be made. */
export function setupProblems(form: SetupForm): readonly { field: SetupField; problem: SetupProblem }[] {
  const problems: { field: SetupField; problem: SetupProblem }[] = []
  if (form.name.trim() === '') problems.push({ field: 'commune', problem: 'communeMissing' })
  else if (!/^\d{5}$/.test(form.code)) problems.push({ field: 'code', problem: 'codeForm' })
  else if (!isWholeDay(form.listDate)) problems.push({ field: 'listDate', problem: 'listDateForm' })
  if (form.displayName.trim() === '') problems.push({ field: 'displayName', problem: 'displayNameMissing' })
  if (!loginPattern.test(form.login)) problems.push({ field: 'login', problem: 'loginForm' })
  const weak = passwordProblem(form.password, [form.login, form.displayName])
  if (weak) problems.push({ field: 'password', problem: weak })
  return problems
}

/** The form as the hub takes it; call it when `setupProblems` is empty. */
export const newCommuneFrom = (form: SetupForm): NewCommune => ({
  communeCode: form.code,
  listDate: form.listDate,
  name: form.name.trim(),
  officer: { name: form.login, displayName: form.displayName.trim().normalize('NFC'), password: form.password },
})
