import { useState } from 'preact/hooks'
import { holdsPaperNumber } from '../../../domain/householdRecord.ts'
import { findSecret } from '../../../domain/secretGuard.ts'
import { t } from '../../i18n/i18n.ts'
import { StorageProblem } from '../../storage/ports.ts'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'

/**
 * A small form of the round: what stands in it is written down at once and whole, or it says why not.
 * @param fields the ids of its boxes: what could not be written for another reason is told of none of them
 */
export function useRoundForm(fields: readonly string[]) {
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [failed, setFailed] = useState(false)
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
    setFailed(false)
    if (busy || found.length > 0) return null
    setBusy(true)
    try {
      return await work()
    } catch (error) {
      const named = error instanceof StorageProblem ? error.data.field : undefined
      const fieldId = fields.find((field) => field === named)
      if (fieldId === undefined) setFailed(true)
      else setErrors([{ fieldId, text: t('round:failed') }])
      return null
    } finally {
      setBusy(false)
    }
  }

  const errorOf = (id: string) => errors.find(({ fieldId }) => fieldId === id)?.text
  return { errors, failed, errorOf, numbersIn, save, busy }
}
