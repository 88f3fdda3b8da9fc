import { useEffect, useRef, useState } from 'preact/hooks'
import { ErrorBoundary, lazy, useLocation } from 'preact-iso'
import { UnlockScreen } from '../features/unlock/UnlockScreen.tsx'
import { textsReady } from '../i18n/i18n.ts'
import { flushSaves } from '../storage/openSaves.ts'
import { WatchedValue } from '../storage/platform/WatchedValue.ts'
import { usePorts, useWatch } from '../storage/usePorts.ts'
import { FieldRoutes, preloadHome } from './FieldRoutes.tsx'
import { forgetFront } from './front/dropFront.ts'
import { fieldInFocus, focusWhenThere } from './sameField.ts'
import type { UpdatePort } from './UpdatePort.ts'
import { watchPresence } from './watchPresence.ts'

// once in a tablet's life, or hardly ever: not drawn with the lock
const EnrolScreen = lazy(() => import('../features/enrol/EnrolScreen.tsx').then((module) => module.EnrolScreen))
const InsecureScreen = lazy(() =>
  import('../features/enrol/InsecureScreen.tsx').then((module) => module.InsecureScreen),
)
const TurnedFrame = lazy(() => import('./turned/TurnedFrame.tsx').then((module) => module.TurnedFrame))
const StillThere = lazy(() => import('./StillThere.tsx').then((module) => module.StillThere))
// a tablet in a hall has a first screen of its own
const KioskFrame = lazy(() => import('./kiosk/KioskFrame.tsx').then((module) => module.KioskFrame))

interface Props {
  secure: boolean
  update: UpdatePort | undefined
}

/** Which world the tablet is in: unsafe page, not enrolled, locked, or open. A locked tablet draws nothing of residents. */
export function Frame({ secure, update }: Props) {
  const { device, lock } = usePorts()
  const { path, route } = useLocation()
  const state = useWatch(device.state)
  const locked = useWatch(lock.state)
  const { lastVolunteer, idleSoon } = usePresence()

  const enrolled = state.kind === 'ready' || (state.kind !== 'revoked' && locked.kind === 'open')
  const isKiosk = state.kind === 'ready' && state.kiosk && locked.kind === 'locked'
  const wantsEnrol = path === '/enrol'
  const isTurned = locked.kind === 'open' && locked.turned
  useEffect(preloadHome, [])
  useEffect(() => {
    if (!isKiosk) forgetFront()
  }, [isKiosk])
  useEffect(() => {
    if (enrolled && !isKiosk && path === '/') route('/field', true)
  }, [enrolled, isKiosk, path, route])

  if (isTurned) {
    return (
      <ErrorBoundary>
        <TurnedFrame />
      </ErrorBoundary>
    )
  }
  if (!secure || !enrolled || wantsEnrol) {
    return <ErrorBoundary>{secure ? <EnrolScreen /> : <InsecureScreen />}</ErrorBoundary>
  }
  const lockScreen = <UnlockScreen lastVolunteerId={lastVolunteer} />
  if (isKiosk) {
    return (
      <ErrorBoundary>
        <KioskFrame update={update}>{lockScreen}</KioskFrame>
      </ErrorBoundary>
    )
  }
  if (locked.kind === 'locked') return lockScreen
  if (!textsReady.value) return null
  return (
    <>
      <FieldRoutes update={update} />
      <ErrorBoundary>
        <StillThere secondsLeft={idleSoon} onStay={() => idleSoon.set(null)} />
      </ErrorBoundary>
    </>
  )
}

/**
 * Blank when hidden, locked when nobody is there, back to the same field after the PIN (design D9).
 * @returns the id of whoever had the tablet open last, in memory only, and the seconds left when it will lock soon
 */
function usePresence(): { lastVolunteer: string | null; idleSoon: WatchedValue<number | null> } {
  const { lock, now } = usePorts()
  const [idleSoon] = useState(() => new WatchedValue<number | null>(null))
  const state = useWatch(lock.state)
  const [last, setLast] = useState<string | null>(null)
  const field = useRef<string | null>(null)
  // a resident's hands are watched by their own frame
  const volunteerId = state.kind === 'open' && !state.turned ? state.volunteer.id : null

  useEffect(() => {
    if (volunteerId === null) return
    setLast(volunteerId)
    const giveUp = field.current === null ? undefined : focusWhenThere(field.current)
    field.current = null
    let away = false
    const stopWatching = watchPresence({
      now,
      onBlank(blank) {
        // what is not drawn loses the focus: it is noted before, and given back when the page is seen again
        if (blank) field.current = fieldInFocus()
        document.documentElement.toggleAttribute('data-blank', blank)
        if (blank) return void flushSaves()
        if (away || field.current === null) return
        document.getElementById(field.current)?.focus()
        field.current = null
      },
      onIdleSoon(secondsLeft) {
        if (secondsLeft === null) field.current = null
        else if (idleSoon.value === null) {
          // the question takes the focus, and gives it back when it is answered
          field.current = fieldInFocus()
          void flushSaves()
        }
        idleSoon.set(secondsLeft)
      },
      onAway(reason) {
        away = true
        field.current ??= fieldInFocus()
        // what was typed reaches the disk first: afterwards the key is gone
        void flushSaves().finally(() => lock.lock(reason))
      },
    })
    const onPageHide = () => void flushSaves()
    window.addEventListener('pagehide', onPageHide)
    return () => {
      giveUp?.()
      stopWatching()
      idleSoon.set(null)
      window.removeEventListener('pagehide', onPageHide)
      document.documentElement.removeAttribute('data-blank')
    }
  }, [volunteerId, lock, now, idleSoon])

  return { lastVolunteer: last, idleSoon }
}
