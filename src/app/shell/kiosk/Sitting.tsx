import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { useKiosk } from '../../features/kiosk/kioskContext.ts'
import { kioskHome } from '../../features/kiosk/kioskPlaces.ts'
import { NextPerson } from '../../features/kiosk/NextPerson.tsx'
import { StillThere } from '../../features/kiosk/StillThere.tsx'
import { flushSaves } from '../../storage/openSaves.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { fieldInFocus, focusWhenThere } from '../sameField.ts'
import { KioskRoutes } from './KioskRoutes.tsx'
import { keepAwake } from './keepAwake.ts'
import { MemoryLocation } from './MemoryLocation.tsx'
import { useNoClipboard } from './useNoClipboard.ts'
import { watchStillness } from './watchStillness.ts'

/** How long nobody may touch the screen before the kiosk asks, ms. */
const stillMs = 60_000
/** At a guide the resident works on a phone of their own and waits for its messages; nothing of theirs is on the screen. */
const guideMs = 180_000

interface Props {
  asksNext: boolean
  onAsked(): void
}

/** One resident's time at the kiosk, from the first touch to the blank screen. */
export function Sitting({ asksNext, onAsked }: Props) {
  const { kiosk } = useKiosk()
  useNoClipboard()
  // what was finished on the screen before reaches the memory first, then the seal
  const sealPage = () => void flushSaves().then(() => kiosk.sealPages())
  return (
    <div class="kiosk">
      <MemoryLocation onMove={sealPage}>
        <Watched asksNext={asksNext} onAsked={onAsked} />
      </MemoryLocation>
    </div>
  )
}

/** The screens, and above them what asks whether anybody is there. */
function Watched({ asksNext, onAsked }: Props) {
  const { now } = usePorts()
  const { kiosk, next } = useKiosk()
  const { path, route } = useLocation()
  const [asks, setAsks] = useState(false)
  const field = useRef<string | null>(null)
  const at = useRef(path)
  const stillness = useRef<ReturnType<typeof watchStillness> | null>(null)
  at.current = path

  useEffect(() => {
    const watch = watchStillness({
      now,
      limitMs: () => (at.current.startsWith('/field/guides') ? guideMs : stillMs),
      onStill() {
        // at the first screen with nothing begun there is nobody to ask and nothing to lose
        if (at.current === kioskHome && kiosk.begun().length === 0) return next()
        field.current = fieldInFocus()
        setAsks(true)
      },
      onBlank: (blank) => document.documentElement.toggleAttribute('data-blank', blank),
      onGone: next,
    })
    stillness.current = watch
    return () => {
      watch.stop()
      document.documentElement.removeAttribute('data-blank')
    }
  }, [now, kiosk, next])

  const isSomebodyThere = path !== kioskHome
  useEffect(() => (isSomebodyThere ? keepAwake() : undefined), [isSomebodyThere])

  function stay() {
    stillness.current?.touch()
    setAsks(false)
    if (field.current !== null) focusWhenThere(field.current)
  }

  return (
    <>
      <div hidden={asks}>
        <KioskRoutes />
      </div>
      <NextPerson
        open={asksNext && !asks}
        onClose={onAsked}
        onSlip={(href) => {
          onAsked()
          route(href)
        }}
      />
      {asks && <StillThere of="kiosk:still" now={now} onStay={stay} onEnd={next} />}
    </>
  )
}
