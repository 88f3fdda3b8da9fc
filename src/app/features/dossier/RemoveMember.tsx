import { SharedKey } from '../../resident/Shared.tsx'
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
      title={<SharedKey of="dossier:members.removeTitle" values={{ name: name ?? '' }} />}
      onClose={onKeep}
      actions={
        <>
          <Button variant="primary" onClick={onKeep}>
            <SharedKey of="dossier:members.keep" />
          </Button>
          <Button icon="trash" onClick={onRemove}>
            <SharedKey of="dossier:members.remove" />
          </Button>
        </>
      }
    >
      <p>
        <SharedKey of="dossier:members.removeText" />
      </p>
    </Dialog>
  )
}
