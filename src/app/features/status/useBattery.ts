import { useEffect, useState } from 'preact/hooks'

/** What browsers with the Battery Status API tell (Chromium; not in the types any more). */
interface Battery extends EventTarget {
  readonly level: number
  readonly charging: boolean
}

const changes = ['levelchange', 'chargingchange'] as const

/** The tablet's charge, 0 to 1, as it changes; null where the browser does not say. */
export function useBattery(): { share: number; charging: boolean } | null {
  const [charge, setCharge] = useState<{ share: number; charging: boolean } | null>(null)
  useEffect(() => {
    const ending = new AbortController()
    const { signal } = ending
    const { getBattery } = navigator as Navigator & { getBattery?(): Promise<Battery> }
    void getBattery
      ?.call(navigator)
      .then((battery) => {
        if (signal.aborted) return
        const tell = () => setCharge({ share: battery.level, charging: battery.charging })
        for (const change of changes) battery.addEventListener(change, tell, { signal })
        tell()
      })
      .catch(() => undefined)
    return () => ending.abort()
  }, [])
  return charge
}
