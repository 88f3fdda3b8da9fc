import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import type { Person } from './officeAnswers.ts'
import { type EraseReason, eraseReasons } from './officePort.ts'

interface Props {
  person: Person
  /** of the case whose page this is: to be typed out */
  code: string
  onClose(): void
  onErase(reason: EraseReason, confirm: string): Promise<void>
}

const plain = (code: string) => code.trim().toUpperCase()

/** Two steps: first what will happen here, on tablets and in backups; then why, and the case's code typed out. */
export function EraseDialog({ person, code, onClose, onErase }: Props) {
  const [step, setStep] = useState<1 | 2>(1)
  const [reason, setReason] = useState<EraseReason | null>(null)
  const [typed, setTyped] = useState('')
  const [busy, setBusy] = useState(false)
  const { made, kept } = person.backups
  const lines = [
    t('desk:person.eraseText.here', { count: person.cases.length }),
    t('desk:person.eraseText.tablets'),
    made ? t('desk:person.eraseText.backups', { kept }) : t('desk:person.eraseText.noBackups'),
    t('desk:person.eraseText.counts'),
    t('desk:person.eraseText.paper'),
  ]

  if (person.inProcedure) {
    return (
      <Dialog
        open
        title={t('desk:person.eraseTitle')}
        onClose={onClose}
        actions={<Button onClick={onClose}>{t('common:back')}</Button>}
      >
        <Notice tone="help">{t('desk:person.inProcedure')}</Notice>
      </Dialog>
    )
  }
  if (step === 1) {
    return (
      <Dialog
        open
        title={t('desk:person.eraseTitle')}
        onClose={onClose}
        actions={
          <>
            <Button onClick={onClose}>{t('common:back')}</Button>
            <Button variant="danger" onClick={() => setStep(2)}>
              {t('desk:person.eraseNext')}
            </Button>
          </>
        }
      >
        <ul class="measure">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </Dialog>
    )
  }
  const ready = reason !== null && plain(typed) === plain(code)
  return (
    <Dialog
      open
      title={t('desk:person.eraseSure')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:back')}</Button>
          <Button
            variant="danger"
            icon="trash"
            disabled={!ready || busy}
            onClick={() => {
              if (reason === null) return
              setBusy(true)
              void onErase(reason, plain(typed))
            }}
          >
            {t('desk:person.eraseDo')}
          </Button>
        </>
      }
    >
      <Choice
        id="erase-reason"
        label={t('desk:person.eraseWhy')}
        columns={1}
        options={eraseReasons.map((value) => ({ value, label: t(`desk:person.reason.${value}`) }))}
        value={reason ?? ''}
        onChange={(value) => setReason(eraseReasons.find((one) => one === value) ?? null)}
      />
      <TextField
        id="erase-code"
        label={t('desk:person.eraseCode', { code })}
        width="middle"
        maxLength={20}
        value={typed}
        onInput={setTyped}
      />
    </Dialog>
  )
}
