import { useState } from 'preact/hooks'
import type { CaseCommand, CaseCommandName } from '../../../domain/caseStatus.ts'
import { checkOfficialDossierCode } from '../../../domain/officialDossierCode.ts'
import { findSecret } from '../../../domain/secretGuard.ts'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { TextArea } from '../../ui/textArea/TextArea.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'

interface Props {
  name: CaseCommandName
  /** what the officer has typed so far */
  text: string
  onText: (text: string) => void
  onClose: () => void
  onCommand: (command: CaseCommand) => Promise<void>
}

type Built = { readonly command: CaseCommand } | { readonly error: string }

/** The command with what the officer wrote, or the sentence that says what is missing. */
function build(name: CaseCommandName, text: string): Built {
  if (name === 'receive') {
    const { code } = checkOfficialDossierCode(text)
    return code === '' ? { error: t('desk:ask.receive.missing') } : { command: { name, officialCode: code } }
  }
  if (name === 'sendBack') {
    const sentence = text.trim().normalize('NFC')
    const secret = findSecret(sentence)
    if (secret) return { error: t(`common:errors.${secret.kind}`) }
    return sentence === '' ? { error: t('desk:ask.sendBack.missing') } : { command: { name, sentence } }
  }
  return { command: { name } }
}

/** A code of another form than the public documents show only warns: no official text was read (facts §5). */
function codeWarning(text: string): string | undefined {
  if (text.trim() === '') return undefined
  const [warning] = checkOfficialDossierCode(text).warnings
  return warning && t(`desk:ask.receive.${warning}`)
}

/** Says what a command does before it is given, and takes the words or the code that it needs. */
export function CommandDialog({ name, text, onText, onClose, onCommand }: Props) {
  const [error, setError] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)

  async function give() {
    if (busy) return
    const built = build(name, text)
    if ('error' in built) {
      setError(built.error)
      document.getElementById('command-text')?.focus()
      return
    }
    setBusy(true)
    await onCommand(built.command)
    setBusy(false)
  }

  function type(typed: string) {
    onText(typed)
    setError(undefined)
  }

  return (
    <Dialog
      open
      title={t(`desk:ask.${name}.title`)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('desk:ask.cancel')}</Button>
          <Button variant={name === 'close' ? 'danger' : 'primary'} disabled={busy} onClick={() => void give()}>
            {t(`desk:command.${name}`)}
          </Button>
        </>
      }
    >
      <p class="measure">{t(`desk:ask.${name}.text`)}</p>
      {name === 'receive' && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void give()
          }}
        >
          <TextField
            id="command-text"
            label={t('desk:ask.receive.label')}
            hint={t('desk:ask.receive.hint')}
            value={text}
            maxLength={60}
            warning={codeWarning(text)}
            error={error}
            onInput={type}
          />
        </form>
      )}
      {name === 'sendBack' && (
        <TextArea
          id="command-text"
          label={t('desk:ask.sendBack.label')}
          hint={t('desk:ask.sendBack.hint')}
          value={text}
          maxLength={500}
          error={error}
          onInput={type}
        />
      )}
    </Dialog>
  )
}
