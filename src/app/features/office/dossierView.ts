import type { Answer, FormAnswers } from '../../../domain/formAnswers.ts'
import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { formSections } from '../../../domain/formDefinition.ts'
import { printLines } from '../../../domain/formPrint.ts'
import { formById } from '../../../domain/formsPack.ts'
import type { CaseRecord } from './officeAnswers.ts'

/** A section of the official form with its printed lines. */
export interface FormSectionView {
  readonly id: string
  readonly title: string
  readonly lines: readonly { readonly label: string; readonly text: string; readonly signedByHand: boolean }[]
}

/** @returns the form that a dossier fills in; undefined for one that this version does not have. */
export function formOf(record: CaseRecord): FormDefinition | undefined {
  const id = record.groups.about?.value.formId
  return record.type === 'dossier' && typeof id === 'string' ? formById(id) : undefined
}

const isAnswer = (value: unknown): value is Answer => typeof value === 'string' || typeof value === 'boolean'

/** The answers as the record holds them; anything that is no answer is left out. */
export function answersOf(record: CaseRecord): FormAnswers {
  return Object.fromEntries(
    formSections.map((section) => {
      const given = Object.entries(record.groups[section]?.value ?? {})
      return [section, Object.fromEntries(given.flatMap(([id, value]) => (isAnswer(value) ? [[id, value]] : [])))]
    }),
  )
}

/** @returns the sections of the form in official order, every printed line, empty ones too. */
export function formView(form: FormDefinition, record: CaseRecord): readonly FormSectionView[] {
  const lines = printLines(form, answersOf(record))
  return form.sections.map(({ id, title }) => ({ id, title, lines: lines.filter(({ section }) => section === id) }))
}
