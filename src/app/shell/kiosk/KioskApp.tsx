import { useEffect, useMemo, useState } from 'preact/hooks'
import { KioskBar } from '../../features/kiosk/KioskBar.tsx'
import { KioskContext, type KioskHall, type KioskScale } from '../../features/kiosk/kioskContext.ts'
import { setLanguage, t, textsReady } from '../../i18n/i18n.ts'
import { setReader, showsBoth } from '../../i18n/reader.ts'
import type { KioskPort } from '../../storage/ports.ts'
import { PortsContext, usePorts } from '../../storage/usePorts.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { OwnTopBar } from '../../ui/topBar/ownTopBar.ts'
import { TabletVoice } from '../TabletVoice.tsx'
import { applyTextScale, rememberedTextScale } from '../textScale.ts'
import type { UpdatePort } from '../UpdatePort.ts'
import { Sitting } from './Sitting.tsx'
import { useUpdateBetween } from './useUpdateBetween.ts'

/** The kiosk's own ports, once they are there. */
function useKioskPort(): KioskPort | null {
  const { kiosk } = usePorts()
  const [port, setPort] = useState<KioskPort | null>(null)
  useEffect(() => {
    let here = true
    const ask = () =>
      kiosk().then(
        (made) => here && setPort(made),
        // its code could not be fetched just now: nothing can be begun without it
        () => here && setTimeout(ask, 3000),
      )
    void ask()
    return () => {
      here = false
    }
  }, [kiosk])
  return port
}

interface Props {
  update: UpdatePort | undefined
  onDoor(): void
}

/** A tablet in a hall (design D10): one resident after the other, each with nothing of the one before. */
export function KioskApp({ update, onDoor }: Props) {
  const ports = usePorts()
  const kiosk = useKioskPort()
  const takeUpdate = useUpdateBetween(update)
  const [sitting, setSitting] = useState(0)
  const [asksNext, setAsksNext] = useState(false)
  const [scale, setScale] = useState<KioskScale>(rememberedTextScale)
  const own = useMemo(() => kiosk && { ...ports, drafts: kiosk.drafts, holder: 'kiosk' as const }, [ports, kiosk])

  useEffect(() => {
    document.documentElement.dataset.place = 'kiosk'
    return () => document.documentElement.removeAttribute('data-place')
  }, [])

  const hall = useMemo((): KioskHall | null => {
    if (!kiosk) return null
    const setTextScale = (to: KioskScale) => {
      applyTextScale(to)
      setScale(to)
    }
    return {
      kiosk,
      next() {
        void kiosk.nextPerson().then(takeUpdate)
        setReader(null)
        showsBoth.value = false
        void setLanguage('vi')
        setTextScale('1')
        setAsksNext(false)
        setSitting((number) => number + 1)
      },
      askNext: () => setAsksNext(true),
      openDoor: onDoor,
      textScale: scale,
      setTextScale,
    }
  }, [kiosk, scale, onDoor, takeUpdate])

  if (!hall || !own || !textsReady.value) return <Busy text={t('common:loading')} />
  return (
    <PortsContext.Provider value={own}>
      <KioskContext.Provider value={hall}>
        <OwnTopBar.Provider value={KioskBar}>
          <TabletVoice>
            <Sitting key={sitting} asksNext={asksNext} onAsked={() => setAsksNext(false)} />
          </TabletVoice>
        </OwnTopBar.Provider>
      </KioskContext.Provider>
    </PortsContext.Provider>
  )
}
