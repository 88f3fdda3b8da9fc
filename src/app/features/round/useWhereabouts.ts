import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { MapPoint } from '../../../domain/mapPoint.ts'

/** Where the tablet is, and so many metres around it by its own word. */
export interface Fix extends MapPoint {
  readonly within: number
}

/** `denied` by the person or the tablet, `off` where there is no receiver or it is switched off, `late` when it found nothing. */
export type WhereProblem = 'denied' | 'off' | 'late'

export type Whereabouts =
  | { readonly kind: 'idle' }
  | { readonly kind: 'looking'; readonly fix: Fix | null }
  | { readonly kind: 'found'; readonly fix: Fix }
  | { readonly kind: 'problem'; readonly problem: WhereProblem }

/** Good enough to find a house again: then the receiver is switched off. */
const goodMetres = 20
const patienceMs = 40_000
/** codes of GeolocationPositionError */
const problems: Readonly<Record<number, WhereProblem>> = { 1: 'denied', 2: 'off', 3: 'late' }

/** Asks the tablet's own receiver where it is: only from `look` on, without a line, and no longer than this screen is there. */
export function useWhereabouts() {
  const [state, setState] = useState<Whereabouts>({ kind: 'idle' })
  const end = useRef<() => void>(() => undefined)

  const stop = useCallback(() => {
    end.current()
    setState({ kind: 'idle' })
  }, [])

  /** @param onFound called once, when it is exact enough */
  const look = useCallback((onFound?: (fix: Fix) => void) => {
    end.current()
    if (!('geolocation' in navigator)) return setState({ kind: 'problem', problem: 'off' })
    const { geolocation } = navigator
    let best: Fix | null = null
    setState({ kind: 'looking', fix: null })
    const watch = geolocation.watchPosition(
      ({ coords }) => {
        const fix = { lat: coords.latitude, lng: coords.longitude, within: Math.ceil(coords.accuracy) }
        if (best && fix.within > best.within) return
        best = fix
        if (fix.within > goodMetres) return setState({ kind: 'looking', fix })
        end.current()
        setState({ kind: 'found', fix })
        onFound?.(fix)
      },
      ({ code }) => {
        // what was seen so far can be taken, and the receiver goes on looking
        if (best && code !== 1) return
        end.current()
        setState({ kind: 'problem', problem: problems[code] ?? 'off' })
      },
      { enableHighAccuracy: true, maximumAge: 0, timeout: patienceMs },
    )
    end.current = () => {
      geolocation.clearWatch(watch)
      end.current = () => undefined
    }
  }, [])

  useEffect(() => () => end.current(), [])
  return { state, look, stop }
}
