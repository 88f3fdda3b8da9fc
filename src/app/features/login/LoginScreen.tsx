import { useState } from 'preact/hooks'
import { formatWait } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine, problemCodeOf, problemDataOf } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import { ErrorSummary, type FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { PasswordField } from '../../ui/passwordField/PasswordField.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useTitle } from '../../ui/useTitle.ts'
import { useLogin } from './loginPort.ts'

interface Props {
  /** The session ended by itself: the page behind is kept as it was. */
  expired: boolean
}

/** Who sits at the desk: commune, name, password. */
export function LoginScreen({ expired }: Props) {
  const { communes, login, loginByPasskey } = useLogin()
  const only = communes.length === 1 ? communes[0] : undefined
  const [commune, setCommune] = useState(only?.id ?? '')
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [busy, setBusy] = useState(false)
  useTitle(t('desk:title.login'))

  const errorOf = (fieldId: string) => errors.find((error) => error.fieldId === fieldId)?.text

  async function submit() {
    const missing: FieldError[] = [
      ...(commune === '' ? [{ fieldId: 'login-commune', text: t('desk:login.missing.commune') }] : []),
      ...(name.trim() === '' ? [{ fieldId: 'login-name', text: t('desk:login.missing.name') }] : []),
      ...(password === '' ? [{ fieldId: 'login-password', text: t('desk:login.missing.password') }] : []),
    ]
    setErrors(missing)
    if (missing.length > 0 || busy) return
    setBusy(true)
    try {
      await login(commune, name.trim(), password)
    } catch (error) {
      setPassword('')
      setErrors([{ fieldId: 'login-password', text: refusalText(error) }])
    }
    setBusy(false)
  }

  async function byPasskey() {
    if (busy || !loginByPasskey) return
    setBusy(true)
    setErrors([])
    try {
      await loginByPasskey()
    } catch (error) {
      const why = problemCodeOf(error) === 'wrong-login' ? t('desk:passkey.refused') : refusalText(error)
      setErrors([{ fieldId: 'login-passkey', text: why }])
    }
    setBusy(false)
  }

  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <ErrorSummary title={t('common:errors.title', { count: errors.length })} errors={errors} />
      <Title>{t('desk:login.heading')}</Title>
      {expired && (
        <Notice tone="info" live>
          {t('desk:login.expired')}
        </Notice>
      )}
      {only ? (
        <p class="lead">{only.name}</p>
      ) : (
        <Choice
          id="login-commune"
          label={t('desk:login.commune')}
          options={communes.map(({ id, name: label }) => ({ value: id, label }))}
          value={commune}
          columns={2}
          error={errorOf('login-commune')}
          onChange={setCommune}
        />
      )}
      <TextField
        id="login-name"
        label={t('desk:login.name')}
        value={name}
        width="middle"
        maxLength={60}
        error={errorOf('login-name')}
        onInput={setName}
      />
      <PasswordField
        id="login-password"
        label={t('desk:login.password')}
        purpose="current"
        value={password}
        showText={t('desk:password.show')}
        hideText={t('desk:password.hide')}
        error={errorOf('login-password')}
        onInput={setPassword}
      />
      <div class="cluster">
        <Button type="submit" variant="primary" disabled={busy}>
          {busy ? t('desk:login.busy') : t('desk:login.submit')}
        </Button>
      </div>
      {loginByPasskey && (
        <div class="cluster" id="login-passkey" tabIndex={-1}>
          <Button disabled={busy} onClick={() => void byPasskey()}>
            {t('desk:passkey.signIn')}
          </Button>
        </div>
      )}
    </form>
  )
}

/** Who guessed too often from here is told how long to wait. */
function refusalText(error: unknown): string {
  const seconds = problemCodeOf(error) === 'busy' ? problemDataOf(error).retryAfter : undefined
  return typeof seconds === 'number' ? t('desk:login.wait', { time: formatWait(seconds) }) : errorLine(error)
}
