import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { PasswordField } from '../../ui/passwordField/PasswordField.tsx'
import { useForm } from '../../ui/useForm.ts'
import { useAccount } from './accountPort.ts'

/** Another password, with the old one at hand. */
export function ChangePassword() {
  const port = useAccount()
  const [password, setPassword] = useState('')
  const [next, setNext] = useState('')
  const [said, setSaid] = useState('')
  const { failed, busy, send, say } = useForm(errorLine)

  async function change() {
    setSaid('')
    if (password === '' || next === '') return say(t('desk:account.bothNeeded'))
    if (!(await send(() => port.changePassword(password, next)))) return
    setPassword('')
    setNext('')
    setSaid(t('desk:account.changed'))
  }

  return (
    <Card>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void change()
        }}
      >
        <h2>{t('desk:account.password')}</h2>
        <PasswordField
          id="account-password"
          label={t('desk:account.old')}
          purpose="current"
          value={password}
          showText={t('desk:password.show')}
          hideText={t('desk:password.hide')}
          error={failed}
          onInput={setPassword}
        />
        <PasswordField
          id="account-next"
          label={t('desk:account.next')}
          hint={t('setup:form.passwordHint')}
          purpose="new"
          value={next}
          showText={t('desk:password.show')}
          hideText={t('desk:password.hide')}
          onInput={setNext}
        />
        <div class="cluster">
          <Button type="submit" disabled={busy}>
            {t('desk:account.change')}
          </Button>
          <p role="status">{said}</p>
        </div>
      </form>
    </Card>
  )
}
