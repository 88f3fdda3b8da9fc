import { useEffect } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import type { DraftWork } from '../../storage/useDraft.ts'
import { useGuardedText } from '../../storage/useGuardedText.ts'
import { Checkbox } from '../../ui/checkbox/Checkbox.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { TextArea } from '../../ui/textArea/TextArea.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { errorOf, secretText } from './problemText.ts'

const things = ['idCard', 'phone', 'oldPhone'] as const

interface Props {
  work: DraftWork
  /** A reason is asked only of who is stuck. */
  isBlocked: boolean
  text: { reason: string; nextStep: string }
  bring: readonly string[]
  place: string
  errors: readonly FieldError[]
  /** Told of fields that hold what must never be stored. */
  onSecrets: (errors: readonly FieldError[]) => void
}

/** Why it stopped, what comes next, what to bring and where: what the resident takes home. */
export function BlockedFields({ work, isBlocked, text, bring, place, errors, onSecrets }: Props) {
  const reason = useGuardedText(text.reason, (value) => work.set({ outcome: { reason: value } }))
  const nextStep = useGuardedText(text.nextStep, (value) => work.set({ outcome: { nextStep: value } }))
  const where = useGuardedText(place, (value) => work.set({ outcome: { followUpPlace: value } }))

  useEffect(() => {
    onSecrets(
      [
        { fieldId: 'reason', secret: reason.secret },
        { fieldId: 'nextStep', secret: nextStep.secret },
        { fieldId: 'followUpPlace', secret: where.secret },
      ].flatMap(({ fieldId, secret }) => (secret ? [{ fieldId, text: secretText(secret) }] : [])),
    )
  }, [reason.secret, nextStep.secret, where.secret, onSecrets])

  const flush = () => void work.flush()
  return (
    <>
      {isBlocked && (
        <TextArea
          id="reason"
          label={t('activation:outcome.reason')}
          error={reason.secret ? secretText(reason.secret) : errorOf(errors, 'reason')}
          maxLength={300}
          rows={2}
          value={reason.value}
          onInput={reason.onInput}
          onBlur={flush}
        />
      )}
      <TextArea
        id="nextStep"
        label={t('activation:outcome.nextStep')}
        error={nextStep.secret ? secretText(nextStep.secret) : errorOf(errors, 'nextStep')}
        maxLength={300}
        rows={2}
        value={nextStep.value}
        onInput={nextStep.onInput}
        onBlur={flush}
      />
      <fieldset class="field">
        <legend class="field__legend">
          <span class="field__label">{t('activation:outcome.bring')}</span>
        </legend>
        <div class="stack stack--tight">
          {things.map((thing) => (
            <Checkbox
              key={thing}
              id={`bring-${thing}`}
              label={t(`ladder:bring.${thing}`)}
              checked={bring.includes(thing)}
              onChange={(on) =>
                work.set({ outcome: { bring: on ? [...bring, thing] : bring.filter((one) => one !== thing) } })
              }
            />
          ))}
        </div>
      </fieldset>
      <TextField
        id="followUpPlace"
        label={t('activation:outcome.place')}
        error={where.secret ? secretText(where.secret) : undefined}
        maxLength={200}
        value={where.value}
        onInput={where.onInput}
        onBlur={flush}
      />
    </>
  )
}
