import { useEffect, useState } from 'preact/hooks'

/** The clock `now` read again every `everyMs`, for countdowns and "x minutes ago"; it only ever shows time. */
export function useNow(now: () => number, everyMs: number): number {
  const [value, setValue] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setValue(now()), everyMs)
    return () => clearInterval(timer)
  }, [now, everyMs])
  return value
}
