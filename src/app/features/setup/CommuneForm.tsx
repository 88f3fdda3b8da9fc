import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine, problemCodeOf } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { ErrorSummary, type FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { PasswordField } from '../../ui/passwordField/PasswordField.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { CommunePicker } from './CommunePicker.tsx'
import { emptySetupForm, newCommuneFrom, type SetupField, type SetupForm, setupProblems } from './newCommune.ts'
import { useSetup } from './setupPort.ts'

const fieldIds: Record<SetupField, string> = {
  commune: 'setup-commune',
  code: 'setup-code',
  listDate: 'setup-list-date',
  displayName: 'setup-display-name',
  login: 'setup-login',
  password: 'setup-password',
}

interface Props {
  /** The one-time link has made a commune already. */
  onLinkUsed: () => void
}

/** A real commune and the officer who will make the others. */
export function CommuneForm({ onLinkUsed }: Props) {
  const { makeCommune, enter } = useSetup()
  // the link works once: from here on only the sign-in is tried again
  const [isMade, setMade] = useState(false)
  const [form, setForm] = useState<SetupForm>(emptySetupForm)
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<SetupForm>) => setForm((before) => ({ ...before, ...part }))
  const errorOf = (field: SetupField) => errors.find((error) => error.fieldId === fieldIds[field])?.text

  async function submit() {
    const problems = setupProblems(form)
    setErrors(problems.map(({ field, problem }) => ({ fieldId: fieldIds[field], text: t(`setup:problem.${problem}`) })))
    if (problems.length > 0 || busy) return
    setBusy(true)
    let stands = isMade
    try {
      if (!stands) await makeCommune(newCommuneFrom(form))
      stands = true
      setMade(true)
      await enter(form.login, form.password)
    } catch (error) {
      const why = errorLine(error)
      if (problemCodeOf(error) === 'token-used') return onLinkUsed()
      setErrors([{ fieldId: 'setup-submit', text: stands ? t('setup:real.madeNotIn', { why }) : why }])
      setBusy(false)
    }
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
      <h2>{t('setup:real.title')}</h2>
      <p class="measure">{t('setup:real.text')}</p>
      <ErrorSummary title={t('common:errors.title', { count: errors.length })} errors={errors} />
      <CommunePicker picked={form} errorOf={errorOf} onPick={change} />
      <TextField
        id={fieldIds.displayName}
        label={t('setup:form.displayName')}
        hint={t('setup:form.displayNameHint')}
        value={form.displayName}
        width="middle"
        maxLength={60}
        error={errorOf('displayName')}
        onInput={(displayName) => change({ displayName })}
      />
      <TextField
        id={fieldIds.login}
        label={t('setup:form.login')}
        hint={t('setup:form.loginHint')}
        value={form.login}
        width="middle"
        maxLength={40}
        error={errorOf('login')}
        onInput={(login) => change({ login: login.trim().toLowerCase() })}
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
        onInput={(password) => change({ password })}
      />
      <div class="cluster" id="setup-submit" tabIndex={-1}>
        <Button type="submit" disabled={busy}>
          {busy ? t('setup:real.busy') : isMade ? t('setup:real.enter') : t('setup:real.submit')}
        </Button>
      </div>
    </form>
  )
}
