interface Options {
  now(): number
  monotonic?(): number
  /** How long nobody may touch the screen that stands there now, ms. */
  limitMs(): number
  /** Nobody has touched it for so long; told once until `touch`. */
  onStill(): void
  /** At once when the page is hidden (true) or shown again (false). */
  onBlank(blank: boolean): void
  /** The page was away for so long that nobody knows who stands there now. */
  onGone(): void
  page?: Document
}

const signs = ['pointerdown', 'keydown', 'input', 'touchstart', 'wheel'] as const
/** Hidden for longer than this (the screen slept, another app was opened): a new person. */
const goneMs = 10_000

/**
 * Notices that a resident has left a kiosk. Times are compared and not counted, and of two clocks the one that ran further
 * counts, as in `watchPresence`: a hidden page's timers sleep, a clock may be set back, the other may stand still.
 */
export function watchStillness({
  now,
  monotonic = () => performance.now(),
  limitMs,
  onStill,
  onBlank,
  onGone,
  page = document,
}: Options): { touch(): void; stop(): void } {
  const read = () => ({ wall: now(), monotonic: monotonic() })
  const since = (mark: { wall: number; monotonic: number }) => Math.max(now() - mark.wall, monotonic() - mark.monotonic)
  let touched = read()
  let isTold = false
  let hidden = page.visibilityState === 'hidden' ? read() : null

  function touch() {
    touched = read()
    isTold = false
  }
  function onSign() {
    // while it asks, only its own button is an answer
    if (!isTold) touched = read()
  }
  function check() {
    if (isTold || since(touched) < limitMs()) return
    isTold = true
    onStill()
  }
  function onVisibility() {
    if (page.visibilityState === 'hidden') {
      hidden ??= read()
      return onBlank(true)
    }
    if (hidden !== null && since(hidden) >= goneMs) onGone()
    hidden = null
    check()
    onBlank(false)
  }
  // what goes into the back/forward cache must be blank before it is kept there
  const onPageHide = () => onBlank(true)
  function onPageShow(event: PageTransitionEvent) {
    if (event.persisted) onGone()
    onBlank(false)
  }

  const view = page.defaultView
  const timer = setInterval(check, 1000)
  for (const sign of signs) page.addEventListener(sign, onSign, { passive: true, capture: true })
  page.addEventListener('visibilitychange', onVisibility)
  view?.addEventListener('pagehide', onPageHide)
  view?.addEventListener('pageshow', onPageShow)
  return {
    touch,
    stop() {
      clearInterval(timer)
      for (const sign of signs) page.removeEventListener(sign, onSign, { capture: true })
      page.removeEventListener('visibilitychange', onVisibility)
      view?.removeEventListener('pagehide', onPageHide)
      view?.removeEventListener('pageshow', onPageShow)
    },
  }
}
