import { answerAt, type FormAnswers } from '../../../domain/formAnswers.ts'
import type { FormMembers } from '../../../domain/formDefinition.ts'
import { t } from '../../i18n/i18n.ts'
import { showAnswer } from './showAnswer.ts'

/** A member's first answer, usually the name; the place in the list while there is none. */
export function memberName(members: FormMembers, answers: FormAnswers, key: string, at: number): string {
  const first = members.columns[0]?.field
  const name = first ? showAnswer(first, answerAt(answers, `${key}.${first.id}`)) : ''
  return name || t('dossier:members.person', { number: at + 1 })
}

/** The other answers in one line. */
export function memberDetail(members: FormMembers, answers: FormAnswers, key: string): string {
  return members.columns
    .slice(1)
    .map(({ field }) => showAnswer(field, answerAt(answers, `${key}.${field.id}`)))
    .filter((text) => text !== '')
    .join(' · ')
}
