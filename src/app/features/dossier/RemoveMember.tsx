import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'

interface Props {
  /** Of whom is asked; null: nothing is asked. */
  name: string | null
  onKeep(): void
  onRemove(): void
}

/** Asked first, because what was typed of this person goes with the row. */
export function RemoveMember({ name, onKeep, onRemove }: Props) {
  return (
    <Dialog
      open={name !== null}
      title={t('dossier:members.removeTitle', { name: name ?? '' })}
      onClose={onKeep}
      actions={
        <>
          <Button variant="primary" onClick={onKeep}>
            {t('dossier:members.keep')}
          </Button>
          <Button icon="trash" onClick={onRemove}>
            {t('dossier:members.remove')}
          </Button>
        </>
      }
    >
      <p>{t('dossier:members.removeText')}</p>
    </Dialog>
  )
}
