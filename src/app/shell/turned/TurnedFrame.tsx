import { useEffect, useMemo, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { language, setLanguage, textsReady } from '../../i18n/i18n.ts'
import { setReader, showsBoth } from '../../i18n/reader.ts'
import { flushSaves } from '../../storage/openSaves.ts'
import { PortsContext, usePorts } from '../../storage/usePorts.ts'
import { OwnTopBar } from '../../ui/topBar/ownTopBar.ts'
import { keepAwake } from '../kiosk/keepAwake.ts'
import { MemoryLocation } from '../kiosk/MemoryLocation.tsx'
import { useNoClipboard } from '../kiosk/useNoClipboard.ts'
import { TabletVoice } from '../TabletVoice.tsx'
import { handedStep } from './handedStep.ts'
import { TurnedBar } from './TurnedBar.tsx'
import { TurnedScreens } from './TurnedScreens.tsx'

/**
 * The tablet in a resident's hands: the one step that the volunteer turned to them, in their language. Nothing else of the
 * tablet is drawn, and there is one way back: the lock, whose PIN the volunteer knows. A reload leads there too, because
 * whatever opens drafts is in memory only.
 */
export function TurnedFrame() {
  const ports = usePorts()
  const { path, route } = useLocation()
  const [step] = useState(() => handedStep(path))
  useNoClipboard()
  useEffect(keepAwake, [])
  useEffect(makeResidentsPlace, [])

  const own = useMemo(
    () => ({ ...ports, holder: 'turned' as const, mayGo: (href: string) => step.mayShow(href) }),
    [ports, step],
  )
  const leave = useMemo(
    () => (reason: 'asked' | 'idle' | 'hidden', at: string) => {
      // what was typed reaches the disk first: afterwards the key is gone
      void flushSaves().finally(() => {
        route(step.afterwards(at), true)
        ports.lock.lock(reason)
      })
    },
    [ports, step, route],
  )

  if (!textsReady.value) return null
  return (
    <PortsContext.Provider value={own}>
      <OwnTopBar.Provider value={TurnedBar}>
        <TabletVoice>
          <div class="kiosk">
            <MemoryLocation start={step.start} address={step.start} onMove={() => void flushSaves()}>
              <TurnedScreens step={step} onLeave={leave} />
            </MemoryLocation>
          </div>
        </TabletVoice>
      </OwnTopBar.Provider>
    </PortsContext.Provider>
  )
}

/** As large as at a kiosk; the volunteer finds their own language again. */
function makeResidentsPlace() {
  const before = language.peek()
  document.documentElement.dataset.place = 'kiosk'
  return () => {
    document.documentElement.removeAttribute('data-place')
    setReader(null)
    showsBoth.value = false
    void setLanguage(before)
  }
}
