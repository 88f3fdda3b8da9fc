/** How long a screen may take to come back after unlocking before we stop looking for the field. */
const patienceMs = 5000

/** The id of the field that has the focus now, or null. */
export function fieldInFocus(page: Document = document): string | null {
  const element = page.activeElement
  return element instanceof HTMLElement && element.id !== '' && element.matches('input, textarea, select')
    ? element.id
    : null
}

/**
 * Gives the focus back to a field once its screen is drawn again (design D9: back to the same field).
 * @returns a function that gives up
 */
export function focusWhenThere(id: string, page: Document = document): () => void {
  let done = false
  const observer = new MutationObserver(look)
  const timer = setTimeout(stop, patienceMs)
  function stop() {
    done = true
    observer.disconnect()
    clearTimeout(timer)
  }
  function look() {
    const field = page.getElementById(id)
    if (done || !field) return
    stop()
    // after the screen's own heading took the focus, which effects do one frame and one task after they are drawn
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => field.focus(), 0)))
  }
  observer.observe(page.body, { childList: true, subtree: true })
  look()
  return stop
}
