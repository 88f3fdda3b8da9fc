import { hiddenLimitMs, idleAskMs, idleLimitMs } from './lockRules.ts'

interface Options {
  now(): number
  monotonic?(): number
  /** Called once when the limit is reached; the caller flushes and locks. */
  onAway(reason: 'idle' | 'hidden'): void
  /** Called at once when the page is hidden (true) or shown again (false). */
  onBlank(blank: boolean): void
  /** Called with the seconds left before the idle limit, each second of the last twenty; with null once somebody is there. */
  onIdleSoon(secondsLeft: number | null): void
  page?: Document
}

const signs = ['pointerdown', 'keydown', 'input', 'touchstart', 'wheel'] as const
/** What answers the question: the end of a tap, so that it presses nothing of what the question stood before. */
const answers = ['click', 'keydown'] as const

/**
 * Notices that nobody is there: no touch for two minutes, of which the last seconds are asked about, or the page hidden for
 * thirty seconds. Times are compared, not counted, because a hidden page's timers sleep: what is overdue is found when the
 * page is shown, before it is seen. Of two clocks the one that ran further counts: the wall clock may be set back by whoever
 * holds the tablet, and the monotonic one may stand still while the tablet sleeps.
 * @returns a function that stops watching
 */
export function watchPresence({
  now,
  monotonic = () => performance.now(),
  onAway,
  onBlank,
  onIdleSoon,
  page = document,
}: Options): () => void {
  const read = () => ({ wall: now(), monotonic: monotonic() })
  const since = (mark: { wall: number; monotonic: number }) => Math.max(now() - mark.wall, monotonic() - mark.monotonic)
  let touched = read()
  let hidden = page.visibilityState === 'hidden' ? read() : null
  let isAsking = false

  function check() {
    if (hidden !== null && since(hidden) >= hiddenLimitMs) return onAway('hidden')
    const left = idleLimitMs - since(touched)
    if (left <= 0) return onAway('idle')
    if (left > idleAskMs) return endAsking()
    isAsking = true
    onIdleSoon(Math.ceil(left / 1000))
  }
  function endAsking() {
    if (isAsking) onIdleSoon(null)
    isAsking = false
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
    endAsking()
    onBlank(false)
  }
  function onPageShow(event: PageTransitionEvent) {
    // from the back/forward cache the page comes back as it was left: nobody knows who holds the tablet now
    if (!event.persisted) return
    onBlank(true)
    onAway('hidden')
  }

  const view = page.defaultView
  const timer = setInterval(check, 1000)
  for (const sign of signs) page.addEventListener(sign, touch, { passive: true, capture: true })
  for (const answer of answers) page.addEventListener(answer, endAsking, { capture: true })
  page.addEventListener('visibilitychange', onVisibility)
  view?.addEventListener('pageshow', onPageShow)
  return () => {
    clearInterval(timer)
    for (const sign of signs) page.removeEventListener(sign, touch, { capture: true })
    for (const answer of answers) page.removeEventListener(answer, endAsking, { capture: true })
    page.removeEventListener('visibilitychange', onVisibility)
    view?.removeEventListener('pageshow', onPageShow)
  }
}
