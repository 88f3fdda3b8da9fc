import type { Answer, FormAnswers } from '../../../domain/formAnswers.ts'
import { type FormDefinition, formSections } from '../../../domain/formDefinition.ts'
import { formById } from '../../../domain/formsPack.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft } from '../../storage/ports.ts'

/** The form that a dossier is filled from, or undefined when this version does not have it. */
export function formOf(draft: Draft): FormDefinition | undefined {
  const { formId } = groupValue(draft.groups, 'dossier', 'about')
  return formId === undefined ? undefined : formById(formId)
}

const isAnswer = (value: unknown): value is Answer => typeof value === 'string' || typeof value === 'boolean'

/** The answers as the form's rules read them. */
export function answersOf(groups: Draft['groups']): FormAnswers {
  return Object.fromEntries(
    formSections.map((section) => [
      section,
      Object.fromEntries(
        Object.entries(groups[section] ?? {}).flatMap(([id, value]) => (isAnswer(value) ? [[id, value]] : [])),
      ),
    ]),
  )
}

/** The paths whose answers came from the activation and were not typed here. */
export function proposedPaths(groups: Draft['groups']): readonly string[] {
  const proposed = groups.about?.proposed
  return Array.isArray(proposed) ? proposed.filter((path): path is string => typeof path === 'string') : []
}
