import { expect, it } from 'vitest'
import enDomain from '../../locales/en/domain.json' with { type: 'json' }
import enForm from '../../locales/en/form.json' with { type: 'json' }
import viDomain from '../../locales/vi/domain.json' with { type: 'json' }
import viForm from '../../locales/vi/form.json' with { type: 'json' }
import type { CaseRejection, caseCommandNames, caseStatuses } from './caseStatus.ts'
import type { paperStates, phoneOwners, sexes, visitChannels } from './choices.ts'
import type { ConsentProblem } from './consent.ts'
import type { AnswerProblemCode } from './formAnswers.ts'
import { fieldsOf, membersOf } from './formDefinition.ts'
import { loadForms } from './formsPack.ts'
import type { OfficialCodeWarning } from './officialDossierCode.ts'
import type { PartialDateProblem } from './partialDate.ts'
import type { PersonalIdProblem, PersonalIdWarning } from './personalId.ts'
import type { PersonNameProblem } from './personName.ts'
import type { PhoneProblem } from './phone.ts'
import { type GroupPatchProblemCode, type RecordType, recordTypes } from './records.ts'
import type { SecretKind } from './secretGuard.ts'
import type { ShortCodeProblem } from './shortCode.ts'

type Words<Code extends string> = Readonly<Record<Code, string>>
type Problems =
  | PersonalIdProblem
  | 'oldIdNotNineDigits'
  | PartialDateProblem
  | PhoneProblem
  | PersonNameProblem
  | ShortCodeProblem
  | GroupPatchProblemCode
  | ConsentProblem

interface DomainTexts {
  readonly problem: Words<Problems>
  readonly warning: Words<PersonalIdWarning | OfficialCodeWarning>
  readonly secret: Words<SecretKind>
  readonly rejected: Words<CaseRejection>
  readonly sex: Words<(typeof sexes)[number]>
  readonly phoneOwner: Words<(typeof phoneOwners)[number]>
  readonly channel: Words<(typeof visitChannels)[number]>
  readonly status: Words<(typeof caseStatuses)[number]>
  readonly command: Words<(typeof caseCommandNames)[number]>
  readonly recordType: Words<keyof typeof recordTypes>
}
interface FormTexts {
  readonly problem: Words<AnswerProblemCode>
  readonly paper: Words<(typeof paperStates)[number]>
}
// a code without a sentence fails to compile here
const domainTexts: readonly DomainTexts[] = [viDomain, enDomain]
const formTexts: readonly FormTexts[] = [viForm, enForm]

it('says every code in a sentence of its own, in both languages', () => {
  for (const texts of [...domainTexts, ...formTexts]) {
    const sentences = Object.values(texts.problem)
    expect(sentences.every((sentence) => sentence.length > 5)).toBe(true)
    expect(new Set(sentences).size).toBe(sentences.length)
  }
})

it('names every group of every record type', () => {
  const groups = Object.values(recordTypes).flatMap((type: RecordType) => [
    ...Object.keys(type.groups),
    ...Object.keys(type.repeated ?? {}),
  ])
  for (const { group } of [viDomain, enDomain]) expect(new Set(Object.keys(group))).toEqual(new Set(groups))
})

it('has every help that a form names', () => {
  const named = loadForms().flatMap((form) => {
    const members = membersOf(form)
    const columns = members?.columns.map(({ field }) => field.help) ?? []
    return [...fieldsOf(form).map(({ field }) => field.help), members?.help, ...columns].flatMap((help) => help ?? [])
  })
  for (const { help } of [viForm, enForm]) expect(Object.keys(help).sort()).toEqual([...new Set(named)].sort())
})

it('has the same keys in both languages', () => {
  const keys = (value: unknown, at = ''): string[] =>
    typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => keys(inner, `${at}.${key}`))
      : [at]
  expect(keys(enDomain)).toEqual(keys(viDomain))
  expect(keys(enForm)).toEqual(keys(viForm))
})
