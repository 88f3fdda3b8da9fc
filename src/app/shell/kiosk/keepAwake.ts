/**
 * Keeps the screen lit while somebody is at the kiosk, where the browser can; at other times the tablet sleeps as it is set to.
 * @returns a function that lets it sleep again
 */
export function keepAwake(page: Document = document): () => void {
  const { wakeLock } = page.defaultView?.navigator ?? {}
  let lock: WakeLockSentinel | null = null
  let over = false
  async function ask() {
    if (!wakeLock || over || page.visibilityState !== 'visible') return
    const taken = await wakeLock.request('screen').catch(() => null)
    if (over) await taken?.release()
    else lock = taken
  }
  // the browser takes the lock back whenever the page is hidden
  const onVisibility = () => void ask()
  void ask()
  page.addEventListener('visibilitychange', onVisibility)
  return () => {
    over = true
    page.removeEventListener('visibilitychange', onVisibility)
    void lock?.release().catch(() => undefined)
  }
}
