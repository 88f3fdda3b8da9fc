import type { Tablet } from './Tablet.ts'

/** Says that this page is hidden or seen, as the browser does when another app comes to the front. */
export async function setHidden(tablet: Tablet, hidden: boolean): Promise<void> {
  await tablet.page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => state === 'hidden' })
      document.dispatchEvent(new Event('visibilitychange'))
    },
    hidden ? 'hidden' : 'visible',
  )
}
