import { type PasswordProblem, passwordProblem } from '../../../domain/officerPassword.ts'
import { parsePartialDate } from '../../../domain/partialDate.ts'
import type { NewCommune } from './setupPort.ts'

/** What the first pages of the set-up hold while they are being filled in; nothing of it is kept anywhere before it is sent. */
export interface SetupForm {
  code: string
  listDate: string
  name: string
  oldName: string
  displayName: string
  login: string
  password: string
}

export const emptySetupForm: SetupForm = {
  code: '',
  listDate: '',
  name: '',
  oldName: '',
  displayName: '',
  login: '',
  password: '',
}

export type SetupField = 'commune' | 'code' | 'listDate' | 'displayName' | 'login' | 'password'
export type SetupProblem =
  | 'communeMissing'
  | 'codeForm'
  | 'listDateForm'
  | 'displayNameMissing'
  | 'loginForm'
  | PasswordProblem
export type Problems = readonly { field: SetupField; problem: SetupProblem }[]

/** A login is typed on many keyboards: small letters without accents, digits, dot and hyphen. */
const loginPattern = /^[a-z][a-z0-9.-]{2,39}$/

const isWholeDay = (text: string) => {
  const parsed = parsePartialDate(text)
  return parsed.ok && parsed.date.day !== undefined
}

/** @returns what is still wrong about the commune; empty when it is named, with code and list date. */
export function communeProblems(form: SetupForm): Problems {
  if (form.name.trim() === '') return [{ field: 'commune', problem: 'communeMissing' }]
  if (!/^\d{5}$/.test(form.code)) return [{ field: 'code', problem: 'codeForm' }]
  return isWholeDay(form.listDate) ? [] : [{ field: 'listDate', problem: 'listDateForm' }]
}

/** @returns what is still wrong about its first officer, in the order of the form. */
export function officerProblems(form: SetupForm): Problems {
  const problems: { field: SetupField; problem: SetupProblem }[] = []
  if (form.displayName.trim() === '') problems.push({ field: 'displayName', problem: 'displayNameMissing' })
  if (!loginPattern.test(form.login)) problems.push({ field: 'login', problem: 'loginForm' })
  const weak = passwordProblem(form.password, [form.login, form.displayName])
  if (weak) problems.push({ field: 'password', problem: weak })
  return problems
}

/** The form as the hub takes it; call it when there are no problems. */
export const newCommuneFrom = (form: SetupForm): NewCommune => ({
  communeCode: form.code,
  listDate: form.listDate,
  name: form.name.trim(),
  oldName: form.oldName.trim().normalize('NFC'),
  officer: { name: form.login, displayName: form.displayName.trim().normalize('NFC'), password: form.password },
})
