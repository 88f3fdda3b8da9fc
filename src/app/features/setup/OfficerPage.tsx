import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { ErrorSummary, type FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { PasswordField } from '../../ui/passwordField/PasswordField.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { officerProblems, type SetupField, type SetupForm } from './newCommune.ts'
import { SetupPage } from './SetupPage.tsx'
import { fieldIds, problemErrors } from './setupFields.ts'

interface Props {
  form: SetupForm
  onChange: (part: Partial<SetupForm>) => void
  /** The commune stands already; only the sign-in failed. */
  isMade: boolean
  busy: boolean
  /** Why the hub did not do it, in words. */
  failed: string | null
  onBack: () => void
  onSend: () => void
}

/** Second page: the first officer, who will let everybody else in. */
export function OfficerPage({ form, onChange, isMade, busy, failed, onBack, onSend }: Props) {
  const [isTried, setTried] = useState(false)
  const problems: readonly FieldError[] = isTried ? problemErrors(officerProblems(form)) : []
  const errors = failed === null ? problems : [...problems, { fieldId: 'setup-submit', text: failed }]
  const errorOf = (field: SetupField) => errors.find((error) => error.fieldId === fieldIds[field])?.text

  function send() {
    setTried(true)
    if (officerProblems(form).length === 0 && !busy) onSend()
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <SetupPage
        step={2}
        actions={
          <>
            {!isMade && (
              <Button icon="arrowLeft" onClick={onBack}>
                {t('common:back')}
              </Button>
            )}
            <Button type="submit" variant="primary" disabled={busy}>
              {busy ? t('setup:real.busy') : isMade ? t('setup:real.enter') : t('setup:real.submit')}
            </Button>
          </>
        }
      >
        <ErrorSummary title={t('common:errors.title', { count: errors.length })} errors={errors} />
        <Title>{t('setup:officer.title', { name: form.name })}</Title>
        <p class="lead">{t('setup:officer.text')}</p>
        <TextField
          id={fieldIds.displayName}
          label={t('setup:form.displayName')}
          hint={t('setup:form.displayNameHint')}
          value={form.displayName}
          width="middle"
          maxLength={60}
          error={errorOf('displayName')}
          onInput={(displayName) => onChange({ displayName })}
        />
        <TextField
          id={fieldIds.login}
          label={t('setup:form.login')}
          hint={t('setup:form.loginHint')}
          value={form.login}
          width="middle"
          maxLength={40}
          error={errorOf('login')}
          onInput={(login) => onChange({ login: login.trim().toLowerCase() })}
        />
        <PasswordField
          id={fieldIds.password}
          label={t('setup:form.password')}
          hint={t('setup:form.passwordHint')}
          purpose="new"
          value={form.password}
          showText={t('desk:password.show')}
          hideText={t('desk:password.hide')}
          error={errorOf('password')}
          onInput={(password) => onChange({ password })}
        />
        <div id="setup-submit" tabIndex={-1} />
      </SetupPage>
    </form>
  )
}
