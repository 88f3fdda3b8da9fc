import type { ComponentChildren } from 'preact'
import type { SecretKind } from '../../../domain/secretGuard.ts'
import { hasText, t } from '../../i18n/i18n.ts'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'

/** The sentence for a rule's problem code. */
export function problemText(code: string): string {
  const key = `domain:problem.${code}`
  return hasText(key) ? t(key) : t('common:errors.unknown')
}

/** The sentence for text that must never be stored. */
export function secretText(kind: SecretKind): string {
  return t(`common:errors.${kind}`)
}

/** The error that stands beside a field, taken from the list that stands on top. */
export function errorOf(errors: readonly FieldError[], fieldId: string): ComponentChildren {
  const error = errors.find((one) => one.fieldId === fieldId)
  return error?.shown ?? error?.text
}
