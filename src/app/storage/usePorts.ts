import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { TabletPorts, Watch } from './ports.ts'

/** The machine below the screens; `shell/App.tsx` provides it. */
export const PortsContext = createContext<TabletPorts | null>(null)

/** @throws when a screen is drawn outside `App`: a wiring mistake, never a user's. */
export function usePorts(): TabletPorts {
  const ports = useContext(PortsContext)
  if (!ports) throw new Error('a screen was drawn without its ports')
  return ports
}

/** The watched value; the component is drawn again when it changes. */
export function useWatch<T>(watch: Watch<T>): T {
  const [value, setValue] = useState<{ of: T }>({ of: watch.value })
  useEffect(() => watch.subscribe((next) => setValue({ of: next })), [watch])
  return value.of
}
