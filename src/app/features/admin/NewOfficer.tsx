import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { PasswordField } from '../../ui/passwordField/PasswordField.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { useForm } from '../../ui/useForm.ts'
import { useAdmin } from './adminPort.ts'

const roles = ['officer', 'admin'] as const
type Role = (typeof roles)[number]

/** Another officer for the desk. */
export function NewOfficer({ onChanged }: { onChanged: () => Promise<void> }) {
  const port = useAdmin()
  const form = useForm(errorLine, onChanged)
  const [name, setName] = useState('')
  const [displayName, setDisplayName] = useState('')
  const [password, setPassword] = useState('')
  const [role, setRole] = useState<Role>('officer')

  async function add() {
    if (name.trim() === '' || displayName.trim() === '' || password === '') return form.say(t('desk:admin.allNeeded'))
    if (!(await form.send(() => port.addOfficer({ name, displayName, password, role })))) return
    setName('')
    setDisplayName('')
    setPassword('')
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
        <h3>{t('desk:admin.newOfficer')}</h3>
        {form.failed && (
          <Notice tone="warning" live>
            {form.failed}
          </Notice>
        )}
        <TextField
          id="officer-display"
          label={t('desk:admin.column.name')}
          value={displayName}
          width="middle"
          maxLength={60}
          onInput={setDisplayName}
        />
        <TextField
          id="officer-name"
          label={t('desk:admin.column.login')}
          hint={t('desk:admin.loginHint')}
          value={name}
          width="middle"
          maxLength={40}
          onInput={setName}
        />
        <Choice
          id="officer-role"
          label={t('desk:admin.column.role')}
          options={roles.map((value) => ({
            value,
            label: t(`desk:admin.role.${value}`),
            hint: t(`desk:admin.roleHint.${value}`),
          }))}
          value={role}
          columns={2}
          onChange={(value) => setRole(value === 'admin' ? 'admin' : 'officer')}
        />
        <PasswordField
          id="officer-password"
          label={t('desk:admin.newPassword')}
          hint={t('desk:admin.passwordHint')}
          purpose="new"
          value={password}
          showText={t('desk:password.show')}
          hideText={t('desk:password.hide')}
          onInput={setPassword}
        />
        <div class="cluster">
          <Button type="submit" disabled={form.busy} icon="plus">
            {t('desk:admin.addOfficer')}
          </Button>
        </div>
      </form>
    </Card>
  )
}
