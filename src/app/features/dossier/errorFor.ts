import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'

/** The error that stands beside a field, taken from the list that stands on top. */
export function errorFor(errors: readonly FieldError[], fieldId: string): string | undefined {
  return errors.find((error) => error.fieldId === fieldId)?.text
}
