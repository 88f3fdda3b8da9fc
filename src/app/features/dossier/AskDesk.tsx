import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'

/** A way to a person from every question of a form, always at the same place (look.md). */
export function AskDesk() {
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button size="big" icon="hand" onClick={() => setOpen(true)}>
        {t('common:askPerson')}
      </Button>
      <Dialog
        open={open}
        title={t('dossier:ask.title')}
        onClose={close}
        actions={
          <Button variant="primary" onClick={close}>
            {t('dossier:ask.back')}
          </Button>
        }
      >
        <p>{t('dossier:ask.text')}</p>
      </Dialog>
    </>
  )
}
