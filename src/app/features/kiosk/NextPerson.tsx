import { t } from '../../i18n/i18n.ts'
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
      title={t('kiosk:next.title')}
      onClose={onClose}
      actions={
        <>
          <Button size="big" onClick={onClose}>
            {t('kiosk:next.stay')}
          </Button>
          {slips.map(({ id }) => (
            <Button key={id} size="big" icon="document" onClick={() => onSlip(slipOf(id))}>
              {t('kiosk:home.takeSlip')}
            </Button>
          ))}
          <Button size="big" variant="danger" onClick={next}>
            {t('kiosk:next.yes')}
          </Button>
        </>
      }
    >
      <p>{t(slips.length > 0 ? 'kiosk:next.sealed' : 'kiosk:next.nothing')}</p>
      <p>{t('kiosk:next.forgotten')}</p>
    </Dialog>
  )
}
