import { useState } from 'preact/hooks'
import { findSecret } from '../../../domain/secretGuard.ts'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'

/** One word of one case, as it stands. */
export interface Correction {
  readonly record: string
  readonly version: number
  readonly group: string
  readonly field: string
  readonly name: string
  readonly value: string
}

interface Props {
  correction: Correction
  onClose(): void
  /** null takes the word out */
  onCorrect(correction: Correction, text: string | null): Promise<unknown>
}

/** A word is written anew as the paper has it; what was there before stays in the history. */
export function CorrectDialog({ correction, onClose, onCorrect }: Props) {
  const [text, setText] = useState(correction.value)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(undefined)
  const isCoded = correction.field === 'birthDate' || correction.field === 'sex'

  async function give() {
    const said = text.trim().normalize('NFC')
    const secret = findSecret(said)
    if (secret && !/^\d{4}-\d{2}/.test(said)) return setError(t(`common:errors.${secret.kind}`))
    setBusy(true)
    await onCorrect(correction, said === '' ? null : said)
    setBusy(false)
  }

  return (
    <Dialog
      open
      title={t('desk:person.correctTitle', { what: correction.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:back')}</Button>
          <Button variant="primary" disabled={busy || text === correction.value} onClick={() => void give()}>
            {t('desk:person.correctDo')}
          </Button>
        </>
      }
    >
      <p class="measure">{t('desk:person.correctText')}</p>
      <TextField
        id="correct-text"
        label={correction.name}
        hint={isCoded ? t(`desk:person.form.${correction.field}`) : undefined}
        error={error}
        maxLength={500}
        value={text}
        onInput={(value) => {
          setError(undefined)
          setText(value)
        }}
      />
    </Dialog>
  )
}
