import { LocationProvider } from 'preact-iso'
import type { TabletPorts } from '../storage/ports.ts'
import { PortsContext } from '../storage/usePorts.ts'
import '../ui/base.css'
// with the first styles, as its home is the first thing a kiosk shows (`front.ts`)
import '../features/kiosk/kiosk.css'
import './shell.css'
import { Frame } from './Frame.tsx'
import type { UpdatePort } from './UpdatePort.ts'

interface Props {
  ports: TabletPorts
  update?: UpdatePort | undefined
  /** False when the page was not opened over https: nothing can be kept safe then. */
  secure: boolean
}

/** The tablet app: its ports come from `main.tsx`, its texts must be started before (`startI18n`). */
export function App({ ports, update, secure }: Props) {
  return (
    <PortsContext.Provider value={ports}>
      <LocationProvider>
        <Frame secure={secure} update={update} />
      </LocationProvider>
    </PortsContext.Provider>
  )
}
