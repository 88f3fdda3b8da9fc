import { type Answer, printAnswer } from '../../../domain/formAnswers.ts'
import type { FormField } from '../../../domain/formDefinition.ts'
import { language, t } from '../../i18n/i18n.ts'

/** An answer in the reader's language; the printed form has its own words (`printLines`). */
export function showAnswer(field: FormField, answer: Answer | undefined): string {
  if (typeof answer === 'boolean') return answer ? t('form:yes') : t('form:no')
  if (field.kind === 'sex' && (answer === 'f' || answer === 'm')) return t(`domain:sex.${answer}`)
  const choice = field.choices?.find(({ id }) => id === answer)
  return choice ? choice.label[language.value] : printAnswer(field, answer)
}
