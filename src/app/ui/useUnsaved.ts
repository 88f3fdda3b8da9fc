import { useEffect } from 'preact/hooks'

/**
 * While something is on screen that is nowhere else: the browser asks before the page is closed, and what it showed is
 * dropped when the page goes, so that *Back* does not bring it again.
 */
export function useUnsaved(isShown: boolean, drop: () => void): void {
  useEffect(() => {
    if (!isShown) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    window.addEventListener('pagehide', drop)
    return () => {
      window.removeEventListener('beforeunload', ask)
      window.removeEventListener('pagehide', drop)
    }
  }, [isShown, drop])
}
