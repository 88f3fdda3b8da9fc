import { hiddenLimitMs, idleLimitMs } from './lockRules.ts'

interface Options {
  now(): number
  monotonic?(): number
  /** Called once when the limit is reached; the caller flushes and locks. */
  onAway(reason: 'idle' | 'hidden'): void
  /** Called at once when the page is hidden (true) or shown again (false). */
  onBlank(blank: boolean): void
  page?: Document
}

const signs = ['pointerdown', 'keydown', 'input', 'touchstart', 'wheel'] as const

/**
 * Notices that nobody is there: no touch for two minutes, or the page hidden for thirty seconds. Times are compared, not
 * counted, because a hidden page's timers sleep: what is overdue is found when the page is shown, before it is seen.
 * Of two clocks the one that ran further counts: the wall clock may be set back by whoever holds the tablet, and the
 * monotonic one may stand still while the tablet sleeps.
 * @returns a function that stops watching
 */
export function watchPresence({
  now,
  monotonic = () => performance.now(),
  onAway,
  onBlank,
  page = document,
}: Options): () => void {
  const read = () => ({ wall: now(), monotonic: monotonic() })
  const since = (mark: { wall: number; monotonic: number }) => Math.max(now() - mark.wall, monotonic() - mark.monotonic)
  let touched = read()
  let hidden = page.visibilityState === 'hidden' ? read() : null

  function check() {
    if (hidden !== null && since(hidden) >= hiddenLimitMs) return onAway('hidden')
    if (since(touched) >= idleLimitMs) onAway('idle')
  }
  function touch() {
    touched = read()
  }
  function onVisibility() {
    if (page.visibilityState === 'hidden') {
      hidden ??= read()
      onBlank(true)
      return
    }
    check()
    hidden = null
    touch()
    onBlank(false)
  }
  function onPageShow(event: PageTransitionEvent) {
    // from the back/forward cache the page comes back as it was left: nobody knows who holds the tablet now
    if (event.persisted) onAway('hidden')
  }

  const view = page.defaultView
  const timer = setInterval(check, 1000)
  for (const sign of signs) page.addEventListener(sign, touch, { passive: true, capture: true })
  page.addEventListener('visibilitychange', onVisibility)
  view?.addEventListener('pageshow', onPageShow)
  return () => {
    clearInterval(timer)
    for (const sign of signs) page.removeEventListener(sign, touch, { capture: true })
    page.removeEventListener('visibilitychange', onVisibility)
    view?.removeEventListener('pageshow', onPageShow)
  }
}
