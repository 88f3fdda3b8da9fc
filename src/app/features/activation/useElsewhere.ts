import { t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import type { DraftWork } from '../../storage/useDraft.ts'
import { type GuardedText, useGuardedText } from '../../storage/useGuardedText.ts'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { secretText } from './problemText.ts'

/** The names of a place that no list of this tablet has. */
export interface Elsewhere {
  commune: GuardedText
  province: GuardedText
}

/** Both names as they are typed, kept in the draft where no list's commune stands. */
export function useElsewhere(work: DraftWork): Elsewhere {
  const address = groupValue(work.draft.groups, 'activation', 'address')
  const isListed = address.communeCode !== undefined || address.oldCommuneCode !== undefined
  const named = isListed ? '' : (address.communeName ?? '')
  return {
    commune: useGuardedText(named, (communeName) => work.set({ address: { communeName } })),
    province: useGuardedText(address.provinceName ?? '', (provinceName) => work.set({ address: { provinceName } })),
  }
}

/** What is missing in them, or must not be stored. */
export function elsewhereErrors({ commune, province }: Elsewhere): FieldError[] {
  const errorFor = (fieldId: string, { value, secret }: GuardedText, missing: string): FieldError[] => {
    if (secret) return [{ fieldId, text: secretText(secret) }]
    return value.trim() === '' ? [{ fieldId, text: missing }] : []
  }
  return [
    ...errorFor('elsewhereCommune', commune, t('activation:address.elsewhereCommuneMissing')),
    ...errorFor('elsewhereProvince', province, t('activation:address.elsewhereProvinceMissing')),
  ]
}
