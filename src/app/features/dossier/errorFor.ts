import type { ComponentChildren } from 'preact'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'

/** The error that stands beside a field, taken from the list that stands on top. */
export function errorFor(errors: readonly FieldError[], fieldId: string): ComponentChildren {
  const error = errors.find((one) => one.fieldId === fieldId)
  return error?.shown ?? error?.text
}
