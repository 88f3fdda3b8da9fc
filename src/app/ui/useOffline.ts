import { useEffect, useState } from 'preact/hooks'

/** True while the device says that it has no network at all. False promises nothing: a line may still lead nowhere. */
export function useOffline(): boolean {
  const [offline, setOffline] = useState(() => navigator.onLine === false)
  useEffect(() => {
    const look = () => setOffline(navigator.onLine === false)
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    return () => {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    }
  }, [])
  return offline
}
