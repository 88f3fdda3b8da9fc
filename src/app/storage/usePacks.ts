import { useEffect, useState } from 'preact/hooks'
import type { PackPort, Watch } from './ports.ts'
import { usePorts } from './usePorts.ts'

/** What the hub published, once it was read; null until then, and where it cannot be had. */
export function usePacks(): PackPort | null {
  const { packs } = usePorts()
  const [port, setPort] = useState<PackPort | null>(null)
  useEffect(() => {
    let here = true
    packs().then(
      (loaded) => here && setPort(loaded),
      // what ships with the app is there without them
      () => undefined,
    )
    return () => {
      here = false
    }
  }, [packs])
  return port
}

/** A value of what the hub published, `before` until it was read; the component is drawn again when it changes. */
export function usePackValue<T>(pick: (packs: PackPort) => Watch<T>, before: T): T {
  const packs = usePacks()
  const [value, setValue] = useState<{ of: T }>({ of: before })
  useEffect(() => (packs ? pick(packs).subscribe((next) => setValue({ of: next })) : undefined), [packs])
  return value.of
}
