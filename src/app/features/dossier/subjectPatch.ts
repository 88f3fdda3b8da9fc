import type { Answer } from '../../../domain/formAnswers.ts'
import type { FormDefinition } from '../../../domain/formDefinition.ts'
import type { Draft } from '../../storage/ports.ts'

/**
 * What an answer says of whose dossier it is, for the list of work and the desk's inbox. A dossier that came of an activation
 * knows that from there.
 */
export function subjectPatch(form: FormDefinition, groups: Draft['groups'], path: string, value: Answer | null) {
  if (typeof groups.about?.activationId === 'string' || typeof value === 'boolean') return {}
  const fields = Object.entries(form.subject).filter(([, at]) => at === path)
  return fields.length === 0 ? {} : { subject: Object.fromEntries(fields.map(([name]) => [name, value])) }
}
