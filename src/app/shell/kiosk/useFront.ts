import { useEffect } from 'preact/hooks'
import { useKiosk } from '../../features/kiosk/kioskContext.ts'
import { language, t } from '../../i18n/i18n.ts'
import { reader, showsBoth } from '../../i18n/reader.ts'
import { leaveFront } from '../front/leaveFront.ts'
import { rememberFront } from '../front/rememberFront.ts'

/** The names of languages in their own letters have come by then, and whoever came up to the kiosk has begun. */
const settledMs = 3000

/** Takes the place of the picture that stood here while the app was on its way, and takes the next one. */
export function useFront(): void {
  const { kiosk } = useKiosk()
  useEffect(() => {
    const home = document.querySelector('#app .kiosk')
    if (!home) return
    leaveFront(home)
    const timer = setTimeout(() => {
      const isAsNew =
        kiosk.begun().length === 0 && language.value === 'vi' && reader.value.code === 'vie' && !showsBoth.value
      if (isAsNew && home.isConnected) rememberFront(home, t('kiosk:home.opening'))
    }, settledMs)
    return () => clearTimeout(timer)
  }, [kiosk])
}
