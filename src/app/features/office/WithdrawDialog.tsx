import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'

interface Props {
  onClose(): void
  onWithdraw(): Promise<unknown>
}

/** Consent is as easy to take back as it was to give; what that does, and does not do, is said first (facts §6). */
export function WithdrawDialog({ onClose, onWithdraw }: Props) {
  const [busy, setBusy] = useState(false)
  return (
    <Dialog
      open
      title={t('desk:person.withdrawTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common:back')}</Button>
          <Button
            variant="primary"
            disabled={busy}
            onClick={() => {
              setBusy(true)
              void onWithdraw()
            }}
          >
            {t('desk:person.withdrawDo')}
          </Button>
        </>
      }
    >
      <ul class="measure">
        {(['cases', 'tablets', 'kept'] as const).map((line) => (
          <li key={line}>{t(`desk:person.withdrawText.${line}`)}</li>
        ))}
      </ul>
    </Dialog>
  )
}
