import { useState } from 'preact/hooks'
import { holdsPaperNumber } from '../../../domain/householdRecord.ts'
import { findSecret } from '../../../domain/secretGuard.ts'
import { t } from '../../i18n/i18n.ts'
import { StorageProblem } from '../../storage/ports.ts'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'

/** A small form of the round: what stands in it is written down at once and whole, or it says why not. */
export function useRoundForm() {
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [busy, setBusy] = useState(false)

  /** Numbers of papers and codes that stand in these boxes (SPEC RND-2, STO-5). */
  function numbersIn(said: Readonly<Record<string, string>>): FieldError[] {
    return Object.entries(said).flatMap(([fieldId, value]) => {
      if (holdsPaperNumber(value)) return [{ fieldId, text: t('round:paperNumber') }]
      const secret = findSecret(value)
      return secret ? [{ fieldId, text: t(`domain:secret.${secret.kind}`) }] : []
    })
  }

  /** @returns what `work` gives, or null when there is an error or it failed */
  async function save<T>(found: readonly FieldError[], work: () => Promise<T>): Promise<T | null> {
    setErrors(found)
    if (busy || found.length > 0) return null
    setBusy(true)
    try {
      return await work()
    } catch (error) {
      const field = error instanceof StorageProblem ? error.data.field : undefined
      setErrors([{ fieldId: typeof field === 'string' ? field : 'number', text: t('round:failed') }])
      return null
    } finally {
      setBusy(false)
    }
  }

  const errorOf = (id: string) => errors.find(({ fieldId }) => fieldId === id)?.text
  return { errors, errorOf, numbersIn, save, busy }
}
