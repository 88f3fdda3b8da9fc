import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { LocationProvider } from 'preact-iso'
import { kioskHome } from '../../features/kiosk/kioskPlaces.ts'

/** Where a kiosk begins; pictures of its screens begin elsewhere. */
export const KioskStart = createContext(kioskHome)

interface Props {
  children: ComponentChildren
  /** Where the trail begins; at a kiosk with its home. */
  start?: string
  /** What the browser's own address says meanwhile; it holds nothing of these screens. */
  address?: string
  /** A resident has come to another screen: the one before is finished. */
  onMove(): void
}

/** The id in `#id`, when this is a link within the page. */
const anchorOf = (href: string) => (href.startsWith('#') ? href.slice(1) : null)

/**
 * Where a resident's screens stand: in memory, and never in the browser's history, so that Back, a reload and the list of recent
 * pages show the next person nothing (fault 50). Links of the screens below lead here; the browser's Back goes back among
 * this resident's screens and never out of the app.
 */
export function MemoryLocation({ children, start: given, address = '/', onMove }: Props) {
  const kioskStart = useContext(KioskStart)
  const start = given ?? kioskStart
  const [trail, setTrail] = useState<readonly string[]>([start])
  const url = trail.at(-1) ?? start

  const value = useMemo(() => {
    const { pathname, searchParams } = new URL(url, location.origin)
    const back = () => setTrail((before) => (before.length > 1 ? before.slice(0, -1) : before))
    return {
      url,
      path: pathname.replace(/\/+$/, '') || '/',
      query: Object.fromEntries(searchParams),
      route: (to: string, replace = false) => setTrail((before) => [...(replace ? before.slice(0, -1) : before), to]),
      back,
      forward: () => undefined,
    }
  }, [url])

  // before anything can be typed on the new screen: only what is finished is to be sealed (SPEC KSK-2)
  useLayoutEffect(onMove, [url])
  useBackTrap(value.back, address)

  const screens = useRef<HTMLDivElement>(null)
  // with the screen itself: a tap on it must never find the browser's own way of following links
  useLayoutEffect(() => {
    const box = screens.current
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null
      const href = link?.getAttribute('href')
      if (!href) return
      // no link leads out of the app, into a new window, or into the history
      event.preventDefault()
      event.stopPropagation()
      const anchor = anchorOf(href)
      if (anchor !== null) document.getElementById(anchor)?.focus()
      else if (href.startsWith('/')) value.route(href)
    }
    box?.addEventListener('click', onClick)
    return () => box?.removeEventListener('click', onClick)
  }, [value])

  return (
    <LocationProvider.ctx.Provider value={value}>
      <div ref={screens}>{children}</div>
    </LocationProvider.ctx.Provider>
  )
}

/** One entry stands in front of the app, and comes back whenever somebody takes it: Back never leads out of a kiosk. */
function useBackTrap(back: () => void, address: string): void {
  useEffect(() => {
    history.replaceState(null, '', address)
    history.pushState(null, '', address)
    const onPop = (event: Event) => {
      // the app's own location is not told: what stands behind these screens stays where it is
      event.stopImmediatePropagation()
      history.pushState(null, '', address)
      back()
    }
    addEventListener('popstate', onPop, { capture: true })
    return () => removeEventListener('popstate', onPop, { capture: true })
  }, [address])
}
