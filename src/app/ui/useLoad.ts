import { useCallback, useEffect, useRef, useState } from 'preact/hooks'

export interface Load<T> {
  /** The newest answer; it stays on screen while a newer one is fetched or when that fails. */
  readonly value: T | undefined
  /** What the newest try was refused with; undefined once one succeeds. */
  readonly error: unknown
  readonly busy: boolean
  /** Asks again now; the promise resolves when the answer is on screen, and never rejects. */
  readonly reload: () => Promise<void>
}

interface State<T> {
  value: T | undefined
  error: unknown
  busy: boolean
}

/** After a refusal the next try comes sooner: a line that is back, or a new sign-in, shows without a tap. */
const retryMs = 5000

/**
 * Asks `load` now, whenever `key` changes, and every `everyMs` while the page can be seen; at once when it is seen again.
 * An answer that was overtaken by a newer question is dropped. Nothing is asked while the page is hidden: nobody reads it.
 *
 * @param load is given the last answer to the same key, and may give it back when nothing has changed
 */
export function useLoad<T>(load: (known: T | undefined) => Promise<T>, key: string, everyMs?: number): Load<T> {
  const [state, setState] = useState<State<T>>({ value: undefined, error: undefined, busy: true })
  const question = useRef(0)
  const current = useRef({ load, key })
  current.current = { load, key }
  const answered = useRef<{ key: string; value: T } | null>(null)

  const reload = useCallback(async () => {
    const mine = ++question.current
    const asked = current.current
    setState((before) => ({ ...before, busy: true }))
    try {
      const value = await asked.load(answered.current?.key === asked.key ? answered.current.value : undefined)
      if (mine !== question.current) return
      answered.current = { key: asked.key, value }
      setState({ value, error: undefined, busy: false })
    } catch (error) {
      if (mine === question.current) setState((before) => ({ ...before, error, busy: false }))
    }
  }, [])

  useEffect(() => {
    void reload()
    return () => {
      // whatever is still under way belongs to a question that nobody asks any more
      question.current += 1
    }
  }, [key, reload])

  const failed = state.error !== undefined
  useEffect(() => {
    if (everyMs === undefined) return
    const whenSeen = () => {
      if (document.visibilityState === 'visible') void reload()
    }
    const timer = setInterval(whenSeen, failed ? Math.min(everyMs, retryMs) : everyMs)
    document.addEventListener('visibilitychange', whenSeen)
    // two windows side by side are both seen: the one that is turned to shows the newest
    window.addEventListener('focus', whenSeen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', whenSeen)
      window.removeEventListener('focus', whenSeen)
    }
  }, [everyMs, failed, reload])

  return { ...state, reload }
}
