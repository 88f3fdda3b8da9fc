/**
 * Runs in the page, as text: the first visible element of a role whose name matches. Knows the ways in which this app names
 * things, not all of ARIA.
 */
export function findInPage(role: string, pattern: string): Element | null {
  const selectors: Record<string, string> = {
    button: 'button',
    link: 'a[href]',
    textbox: 'input:not([type=radio]):not([type=checkbox]), textarea',
    checkbox: 'input[type=checkbox]',
    radio: 'input[type=radio]',
    heading: 'h1',
  }
  const nameOf = (element: Element): string => {
    const spoken = element.getAttribute('aria-label')
    if (spoken !== null) return spoken
    if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
      return [...(element.labels ?? [])]
        .map((label) => label.querySelector('span')?.textContent ?? label.textContent)
        .join(' ')
    }
    return element.textContent ?? ''
  }
  const name = new RegExp(pattern)
  // a radio button is drawn by its label
  const handleOf = (element: Element) =>
    element instanceof HTMLInputElement && /^(radio|checkbox)$/.test(element.type)
      ? (element.labels?.[0] ?? element)
      : element
  const isSeen = (element: Element) => element.getClientRects().length > 0
  for (const element of document.querySelectorAll(selectors[role] ?? role)) {
    if (isSeen(handleOf(element)) && name.test(nameOf(element).trim())) return handleOf(element)
  }
  return null
}
