import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { LanguageSwitch } from '../../i18n/LanguageSwitch.tsx'
import { Button } from '../../ui/button/Button.tsx'
import type { TopPlace } from '../../ui/topBar/ownTopBar.ts'
import { TopLine } from '../../ui/topBar/TopBar.tsx'

/** Goes back to the kiosk. */
export const DoorContext = createContext<() => void>(() => undefined)

/** Above the PIN at a kiosk: who came here by mistake goes back. */
export function DoorBar({ title }: TopPlace) {
  const close = useContext(DoorContext)
  return (
    <TopLine title={title} detail={t('kiosk:door.place')}>
      <LanguageSwitch />
      <Button icon="arrowLeft" onClick={close}>
        {t('kiosk:door.back')}
      </Button>
    </TopLine>
  )
}
