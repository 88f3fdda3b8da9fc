import { answersOfGroups } from '../../../domain/formAnswers.ts'
import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { type PrintedLine, printLines } from '../../../domain/formPrint.ts'
import { formById } from '../../../domain/formsPack.ts'
import type { CaseRecord } from './officeAnswers.ts'

/** A section of the official form with its printed lines. */
export interface FormSectionView {
  readonly id: string
  /** '' where the form prints none */
  readonly title: string
  readonly lines: readonly PrintedLine[]
}

/** @returns the form that a dossier fills in; undefined for one that this version does not have. */
export function formOf(record: CaseRecord): FormDefinition | undefined {
  const id = record.groups.about?.value.formId
  return record.type === 'dossier' && typeof id === 'string' ? formById(id) : undefined
}

/** @returns the sections of the form in official order, every printed line, empty ones too. */
export function formView(form: FormDefinition, record: CaseRecord): readonly FormSectionView[] {
  const groups = Object.fromEntries(Object.entries(record.groups).map(([name, { value }]) => [name, value]))
  const lines = printLines(form, answersOfGroups(groups))
  return form.sections.map(({ id, title = '' }) => ({
    id,
    title,
    lines: lines.filter(({ section }) => section === id),
  }))
}
