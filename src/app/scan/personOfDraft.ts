import { answerAt, answersOfGroups } from '../../domain/formAnswers.ts'
import { fieldsOf } from '../../domain/formDefinition.ts'
import { formById } from '../../domain/formsPack.ts'
import type { NameAndBirth } from '../../domain/samePerson.ts'
import { groupValue } from '../storage/groupValue.ts'
import type { Draft } from '../storage/ports.ts'

/** Whose work a draft is, as far as it says: an activation's resident, a dossier's applicant. */
export function personOfDraft({ type, groups }: Draft): NameAndBirth {
  if (type === 'activation') {
    const { name = '', birthDate = '' } = groupValue(groups, 'activation', 'identity')
    return { name, birthDate }
  }
  const { name = '', birthDate } = groupValue(groups, 'dossier', 'subject')
  const form = formById(groupValue(groups, 'dossier', 'about').formId ?? '')
  const birthField = form && fieldsOf(form).find(({ field }) => field.fillFrom?.includes('identity.birthDate'))
  const answered = birthField ? answerAt(answersOfGroups(groups), birthField.path) : undefined
  return { name, birthDate: birthDate ?? (typeof answered === 'string' ? answered : '') }
}
