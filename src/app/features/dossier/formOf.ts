import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { formById } from '../../../domain/formsPack.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft } from '../../storage/ports.ts'

/** The form that a dossier is filled from, or undefined when this version does not have it. */
export function formOf(draft: Draft): FormDefinition | undefined {
  const { formId } = groupValue(draft.groups, 'dossier', 'about')
  return formId === undefined ? undefined : formById(formId)
}

/** The paths whose answers came from the activation and were not typed here. */
export function proposedPaths(groups: Draft['groups']): readonly string[] {
  const proposed = groups.about?.proposed
  return Array.isArray(proposed) ? proposed.filter((path): path is string => typeof path === 'string') : []
}
