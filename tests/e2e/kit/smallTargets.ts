import type { Page } from '@playwright/test'

/**
 * Things to tap that are smaller than the place asks for (`--touch`, look.md). A link inside a sentence is text. What is
 * drawn small counts by what is hit around it: a radio by its card, a row's link by its row.
 */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const probe = document.createElement('div')
    probe.style.height = 'var(--touch)'
    document.body.append(probe)
    const least = probe.getBoundingClientRect().height - 1
    probe.remove()

    const isText = (element: Element) =>
      element.matches('a') &&
      getComputedStyle(element).display === 'inline' &&
      (element.parentElement?.innerText.trim().length ?? 0) > (element.textContent?.trim().length ?? 0)
    const isHit = (element: Element, x: number, y: number) => {
      const hit = document.elementFromPoint(x, y)
      const label = hit?.closest('label')
      return hit !== null && (element.contains(hit) || (label ?? null)?.control === element)
    }
    return [...document.querySelectorAll('button, select, input, textarea, summary, a[href]')].flatMap((element) => {
      const before = element.getBoundingClientRect()
      if (before.width === 0 || before.height >= least || isText(element)) return []
      element.scrollIntoView({ block: 'center' })
      const { left, top, width, height } = element.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      const reach = least / 2 - 1
      if (isHit(element, x, y - reach) && isHit(element, x, y + reach)) return []
      return [`${element.tagName} “${element.textContent?.trim().slice(0, 40)}” is ${Math.round(height)} px high`]
    })
  })
