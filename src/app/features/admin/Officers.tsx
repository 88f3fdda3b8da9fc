import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { PasswordField } from '../../ui/passwordField/PasswordField.tsx'
import { Table } from '../../ui/table/Table.tsx'
import { useForm } from '../../ui/useForm.ts'
import type { OfficerEntry } from './adminAnswers.ts'
import { useAdmin } from './adminPort.ts'
import { NewOfficer } from './NewOfficer.tsx'

interface Props {
  officers: readonly OfficerEntry[]
  onChanged: () => Promise<void>
}

/** Who works at the desk: added, given another password, let in no more or again. */
export function Officers({ officers, onChanged }: Props) {
  return (
    <section class="stack" aria-labelledby="officers-title">
      <h2 id="officers-title">{t('desk:admin.officers')}</h2>
      <Table
        caption={t('desk:admin.officers')}
        captionHidden
        columns={[
          { id: 'name', title: t('desk:admin.column.name') },
          { id: 'login', title: t('desk:admin.column.login') },
          { id: 'role', title: t('desk:admin.column.role') },
          { id: 'act', title: t('desk:admin.column.act') },
        ]}
        emptyText=""
        rows={officers.map((officer) => ({
          id: officer.id,
          cells: {
            name: <strong>{officer.displayName}</strong>,
            login: officer.name,
            role: officer.disabled ? (
              <Tag tone="attention" text={t('desk:admin.disabled')} />
            ) : (
              t(`desk:admin.role.${officer.role}`)
            ),
            act: <OfficerActions officer={officer} onChanged={onChanged} />,
          },
        }))}
      />
      <NewOfficer onChanged={onChanged} />
    </section>
  )
}

function OfficerActions({ officer, onChanged }: { officer: OfficerEntry; onChanged: () => Promise<void> }) {
  const port = useAdmin()
  const form = useForm(errorLine, onChanged)
  const [asked, setAsked] = useState<'none' | 'password' | 'disable'>('none')
  const [password, setPassword] = useState('')
  const { id, displayName: name, disabled } = officer

  function close() {
    setAsked('none')
    setPassword('')
    form.say(undefined)
  }
  async function send(work: () => Promise<void>) {
    if (await form.send(work)) close()
  }

  return (
    <>
      <div class="cluster">
        <Button variant="quiet" label={t('desk:admin.passwordWhat', { name })} onClick={() => setAsked('password')}>
          {t('desk:admin.password')}
        </Button>
        {id !== port.ownId && (
          <Button
            variant="quiet"
            label={t(disabled ? 'desk:admin.enableWhat' : 'desk:admin.disableWhat', { name })}
            onClick={() => setAsked('disable')}
          >
            {t(disabled ? 'desk:admin.enable' : 'desk:admin.disable')}
          </Button>
        )}
      </div>
      <Dialog
        open={asked === 'password'}
        title={t('desk:admin.passwordWhat', { name })}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t('desk:ask.cancel')}</Button>
            <Button
              variant="primary"
              disabled={form.busy}
              onClick={() => void send(() => port.resetPassword(id, password))}
            >
              {t('desk:admin.passwordYes')}
            </Button>
          </>
        }
      >
        <PasswordField
          id={`password-${id}`}
          label={t('desk:admin.newPassword')}
          hint={t('desk:admin.passwordHint')}
          purpose="new"
          value={password}
          showText={t('desk:password.show')}
          hideText={t('desk:password.hide')}
          error={form.failed}
          onInput={setPassword}
        />
      </Dialog>
      <Dialog
        open={asked === 'disable'}
        title={t(disabled ? 'desk:admin.enableWhat' : 'desk:admin.disableWhat', { name })}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t('desk:ask.cancel')}</Button>
            <Button
              variant={disabled ? 'primary' : 'danger'}
              disabled={form.busy}
              onClick={() => void send(() => port.disableOfficer(id, !disabled))}
            >
              {t(disabled ? 'desk:admin.enable' : 'desk:admin.disable')}
            </Button>
          </>
        }
      >
        <p class="measure">{t(disabled ? 'desk:admin.enableText' : 'desk:admin.disableText')}</p>
        {form.failed && <Notice tone="warning">{form.failed}</Notice>}
      </Dialog>
    </>
  )
}
