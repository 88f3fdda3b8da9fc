import { t } from '../../i18n/i18n.ts'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import type { Problems, SetupField } from './newCommune.ts'

/** Where each answer is typed: what the list of problems on top leads to. */
export const fieldIds: Record<SetupField, string> = {
  commune: 'setup-commune',
  code: 'setup-code',
  listDate: 'setup-list-date',
  displayName: 'setup-display-name',
  login: 'setup-login',
  password: 'setup-password',
}

export const problemErrors = (problems: Problems): readonly FieldError[] =>
  problems.map(({ field, problem }) => ({ fieldId: fieldIds[field], text: t(`setup:problem.${problem}`) }))
