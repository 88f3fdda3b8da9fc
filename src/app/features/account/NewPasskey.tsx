import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { PasswordField } from '../../ui/passwordField/PasswordField.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { useForm } from '../../ui/useForm.ts'
import { useAccount } from './accountPort.ts'

/** A passkey for the device in front of the officer, to who gives the password once more. */
export function NewPasskey({ onChanged }: { onChanged: () => Promise<void> }) {
  const port = useAccount()
  const [label, setLabel] = useState('')
  const [password, setPassword] = useState('')
  const [said, setSaid] = useState('')
  const { failed, busy, send, say } = useForm(errorLine, onChanged)

  async function add() {
    setSaid('')
    if (label.trim() === '' || password === '') return say(t('desk:passkey.bothNeeded'))
    if (!(await send(() => port.addPasskey(password, label.trim())))) return
    setLabel('')
    setPassword('')
    setSaid(t('desk:passkey.added'))
  }

  return (
    <Card>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void add()
        }}
      >
        <h3>{t('desk:passkey.new')}</h3>
        <TextField
          id="passkey-label"
          label={t('desk:passkey.label')}
          hint={t('desk:passkey.labelHint')}
          value={label}
          width="middle"
          maxLength={40}
          onInput={setLabel}
        />
        <PasswordField
          id="passkey-password"
          label={t('desk:account.old')}
          purpose="current"
          value={password}
          showText={t('desk:password.show')}
          hideText={t('desk:password.hide')}
          error={failed}
          onInput={setPassword}
        />
        <div class="cluster">
          <Button type="submit" variant="primary" disabled={busy} icon="plus">
            {busy ? t('desk:passkey.busy') : t('desk:passkey.add')}
          </Button>
          <p role="status">{said}</p>
        </div>
      </form>
    </Card>
  )
}
