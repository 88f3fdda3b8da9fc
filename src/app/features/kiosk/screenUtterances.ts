import type { Utterance } from '../../i18n/voice/VoicePort.ts'
import { asSentences } from '../../resident/asSentences.ts'

/** What is read as one breath. */
const blocks = 'h1, h2, h3, p, li, label, legend, strong, dt, a, div'
/** Answers, codes and secrets are not for the hall's ears; what a button says, its finger finds. */
const unsaid =
  'dd, output, input, textarea, svg, button, .button, .hidden-text, .screen__actions, [hidden], [aria-hidden="true"]'

const spoken = ['vi', 'en', 'km', 'zh'] as const
type Spoken = (typeof spoken)[number]
type Breath = { readonly block: Element | null; readonly words: Map<Spoken, string> }

/**
 * A screen in reading order, as somebody would read it out: what it asks and explains, never what was answered. Words that
 * stand there in two languages are one utterance, so that each is said in the one that is wanted and can be, and none twice.
 * @param page the language of what does not say its own
 */
export function screenUtterances(root: Element, page: 'vi' | 'en'): readonly Utterance[] {
  const breaths: Breath[] = []
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.replace(/\s+/g, ' ') ?? ''
    const parent = node.parentElement
    if (text.trim() === '' || !parent || parent.closest(unsaid)) continue
    const block = parent.closest(blocks)
    const last = breaths.at(-1)
    const breath = last && last.block === block ? last : { block, words: new Map<Spoken, string>() }
    if (breath !== last) breaths.push(breath)
    const language = languageOf(parent, root) ?? page
    breath.words.set(language, (breath.words.get(language) ?? '') + text)
  }
  return together(breaths)
}

function languageOf(element: Element, root: Element): Spoken | undefined {
  const own = element.closest('[lang]')
  const lang = own && root.contains(own) ? own.getAttribute('lang') : null
  return spoken.find((known) => known === lang)
}

/** Neighbours in the same languages are said in one go. */
function together(breaths: readonly Breath[]): readonly Utterance[] {
  const runs: Map<Spoken, string[]>[] = []
  for (const { words } of breaths) {
    const last = runs.at(-1)
    const isSame = last?.size === words.size && [...words.keys()].every((language) => last.has(language))
    const run = isSame && last ? last : new Map<Spoken, string[]>()
    if (run !== last) runs.push(run)
    for (const [language, text] of words) run.set(language, [...(run.get(language) ?? []), text.trim()])
  }
  return runs.map((run) => {
    const said = Object.fromEntries([...run].map(([language, texts]) => [language, asSentences(texts)]))
    // a voice that reads nothing else tries what there is
    return { sound: 'screen', words: { vi: Object.values(said)[0] ?? '', ...said } }
  })
}
