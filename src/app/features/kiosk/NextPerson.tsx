import { SharedKey } from '../../resident/Shared.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { useKiosk } from './kioskContext.ts'
import { slipOf } from './kioskPlaces.ts'

interface Props {
  open: boolean
  onClose(): void
  onSlip(href: string): void
}

/** "Người tiếp theo": what goes on to the commune, what is forgotten, and the slip for who wants to go on another day. */
export function NextPerson({ open, onClose, onSlip }: Props) {
  const { kiosk, next } = useKiosk()
  const slips = open ? kiosk.begun().filter(({ slip }) => slip !== null) : []
  return (
    <Dialog
      open={open}
      title={<SharedKey of="kiosk:next.title" />}
      onClose={onClose}
      actions={
        <>
          <Button size="big" onClick={onClose}>
            <SharedKey of="kiosk:next.stay" />
          </Button>
          {slips.map(({ id }) => (
            <Button key={id} size="big" icon="document" onClick={() => onSlip(slipOf(id))}>
              <SharedKey of="kiosk:home.takeSlip" />
            </Button>
          ))}
          <Button size="big" variant="danger" onClick={next}>
            <SharedKey of="kiosk:next.yes" />
          </Button>
        </>
      }
    >
      <p>
        <SharedKey of={slips.length > 0 ? 'kiosk:next.sealed' : 'kiosk:next.nothing'} />
      </p>
      <p>
        <SharedKey of="kiosk:next.forgotten" />
      </p>
    </Dialog>
  )
}
