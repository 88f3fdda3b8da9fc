/** What is read as one breath. */
const blocks = 'h1, h2, h3, p, li, label, legend, strong, dt, a, div'
/** Answers, codes and secrets are not for the hall's ears; what a button says, its finger finds. */
const unsaid =
  'dd, output, input, textarea, svg, button, .button, .hidden-text, .screen__actions, [hidden], [aria-hidden="true"]'

/** The words of a screen in reading order, as somebody would read them out: what it asks and explains, never what was answered. */
export function screenWords(root: Element): string {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const said: { block: Element | null; text: string }[] = []
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.replace(/\s+/g, ' ') ?? ''
    const parent = node.parentElement
    if (text.trim() === '' || !parent || parent.closest(unsaid)) continue
    const block = parent.closest(blocks)
    const last = said.at(-1)
    if (last && last.block === block) last.text += text
    else said.push({ block, text })
  }
  return said
    .map(({ text }) => text.trim())
    .join('. ')
    .replace(/([.?!:])\./g, '$1')
}
