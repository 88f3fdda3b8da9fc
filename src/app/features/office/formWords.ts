import { printAnswer } from '../../../domain/formAnswers.ts'
import { type FormDefinition, type FormField, membersOf } from '../../../domain/formDefinition.ts'
import { repeatedNameOf } from '../../../domain/repeatedGroups.ts'
import { fieldName, fieldValue } from './fieldWords.ts'

/** A form's field with the printed line that it fills; none of a line without a label: then the question says what it is. */
function fieldAt(
  form: FormDefinition | undefined,
  group: string,
  name: string,
): { label: string; field: FormField } | null {
  const lines = form?.sections.find(({ id }) => id === group)?.lines ?? []
  for (const { label, fields } of lines) {
    const field = fields.find(({ id }) => id === name)
    if (field) return { label: label ?? field.question.vi, field }
  }
  const column =
    form && repeatedNameOf(group) === 'member' && membersOf(form)?.columns.find(({ field }) => field.id === name)
  return column ? { label: column.label, field: column.field } : null
}

/** The name of a field: in a form's sections as the form prints it, elsewhere as the desk calls it. */
export const nameIn = (form: FormDefinition | undefined, group: string, name: string): string =>
  fieldAt(form, group, name)?.label ?? fieldName(name)

/** A value as the form prints it, or in the desk's words; '' for one that is not there. */
export function valueIn(
  form: FormDefinition | undefined,
  group: string,
  name: string,
  value: unknown,
  now: number,
): string {
  const found = fieldAt(form, group, name)
  if (!found || (typeof value !== 'string' && typeof value !== 'boolean')) return fieldValue(name, value, now)
  const choice = found.field.choices?.find(({ id }) => id === value)
  return choice ? choice.print || choice.label.vi : printAnswer(found.field, value)
}
