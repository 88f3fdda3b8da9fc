import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { TextArea } from '../../ui/textArea/TextArea.tsx'
import { useForm } from '../../ui/useForm.ts'

interface Props {
  open: boolean
  onGive: (reason: string) => Promise<void>
  onClose: () => void
  onChanged: () => Promise<void>
}

/** Why it must be done again, for who did it. */
export function GiveBack({ open, onGive, onClose, onChanged }: Props) {
  const { failed, busy, send, say } = useForm(errorLine, onChanged)
  const [reason, setReason] = useState('')

  async function give() {
    if (reason.trim() === '') return say(t('studio:giveBack.missing'))
    if (await send(() => onGive(reason.trim()))) onClose()
  }
  return (
    <Dialog
      open={open}
      title={t('studio:giveBack.title')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('desk:ask.cancel')}</Button>
          <Button variant="primary" disabled={busy} onClick={() => void give()}>
            {t('studio:giveBack.yes')}
          </Button>
        </>
      }
    >
      <TextArea
        id="give-back-reason"
        label={t('studio:giveBack.reason')}
        value={reason}
        maxLength={200}
        error={failed}
        onInput={setReason}
      />
    </Dialog>
  )
}
