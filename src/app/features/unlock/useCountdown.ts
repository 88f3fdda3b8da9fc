import { useCallback, useEffect, useState } from 'preact/hooks'

/**
 * Whole seconds left, counted against the tablet's clock, so that a sleeping tablet does not count slower.
 * @returns the seconds left (0 when none) and a function that starts a new count
 */
export function useCountdown(now: () => number): [left: number, start: (seconds: number) => void] {
  const [end, setEnd] = useState(0)
  const [left, setLeft] = useState(0)
  const start = useCallback(
    (seconds: number) => {
      setEnd(seconds > 0 ? now() + seconds * 1000 : 0)
      setLeft(Math.max(0, Math.ceil(seconds)))
    },
    [now],
  )
  useEffect(() => {
    if (end === 0) return
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((end - now()) / 1000))
      setLeft(rest)
      if (rest === 0) setEnd(0)
    }, 250)
    return () => clearInterval(timer)
  }, [end, now])
  return [left, start]
}
