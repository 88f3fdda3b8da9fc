import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { usePorts } from '../../storage/usePorts.ts'
import { OwnTopBar } from '../../ui/topBar/ownTopBar.ts'
import type { UpdatePort } from '../UpdatePort.ts'
import { DoorBar, DoorContext } from './DoorBar.tsx'
import { KioskApp } from './KioskApp.tsx'
import { watchStillness } from './watchStillness.ts'

/** A PIN that nobody types: the kiosk comes back. */
const doorMs = 60_000

interface Props {
  update: UpdatePort | undefined
  children: ComponentChildren
}

/** A kiosk, and its one way out: the lock screen, for whoever has a PIN (design D10). */
export function KioskFrame({ update, children }: Props) {
  const { now } = usePorts()
  const [isDoor, setDoor] = useState(false)
  const close = useCallback(() => setDoor(false), [])
  const open = useCallback(() => setDoor(true), [])

  useEffect(() => {
    if (!isDoor) return
    const away = { onStill: close, onGone: close, onBlank: () => undefined }
    return watchStillness({ now, limitMs: () => doorMs, ...away }).stop
  }, [isDoor, now, close])

  if (!isDoor) return <KioskApp update={update} onDoor={open} />
  return (
    <DoorContext.Provider value={close}>
      <OwnTopBar.Provider value={DoorBar}>{children}</OwnTopBar.Provider>
    </DoorContext.Provider>
  )
}
