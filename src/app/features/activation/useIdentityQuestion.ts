import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { idNumberCheck } from './IdNumberQuestion.tsx'
import { errorOf } from './problemText.ts'

/**
 * What a question has in common whose answer stands in the ID number too: its error, and a warning where the two differ,
 * which never blocks (facts §1): then the main button says that the card says so.
 */
export function useIdentityQuestion(
  { work }: ActivationScreenProps,
  fieldId: string,
  mismatch: 'idBirthYearMismatch' | 'idSexMismatch',
) {
  const { groups } = work.draft
  const identity = groupValue(groups, 'activation', 'identity')
  const [errors, setErrors] = useState<FieldError[]>([])
  const isOdd = idNumberCheck(groups, identity.idNumber ?? '').warnings.includes(mismatch)
  const clear = () => setErrors([])
  return {
    identity,
    error: errorOf(errors, fieldId),
    warning: isOdd ? t(`domain:warning.${mismatch}`) : undefined,
    refuse: (text: string) => setErrors([{ fieldId, text }]),
    clear,
    page: { errors, onEdit: clear, nextText: isOdd ? t('activation:idNumber.asOnCard') : undefined },
  }
}
