import type { GuideDefinition } from '../../../domain/guideDefinition.ts'
import { textsOf } from '../../../domain/guides.ts'
import { wordingIn } from '../../../domain/guideText.ts'
import { languageByCode } from '../../../domain/languages.ts'
import { translatedLanguages } from '../../../domain/wordsPack.ts'
import { activationGuide } from '../../resident/activationGuide.ts'
import { type SentenceState, waitingOf } from './sentenceClips.ts'
import type { StudioTranslation } from './studioAnswers.ts'

/**
 * May this guide be written in this language here: one that has a writing, which is not the source's; and not the activation's own
 * guide, whose words stand in `locales` with the app.
 */
export const isWritten = (language: string, guide: GuideDefinition | undefined): boolean =>
  translatedLanguages.some((one) => one === languageByCode(language)?.text) && guide?.id !== activationGuide().id

/** Every Vietnamese sentence of a guide in the order of its screens, each once. */
export const sourcesOf = (guide: GuideDefinition): readonly string[] => [...new Set(textsOf(guide).map(({ vi }) => vi))]

/** What there is of one sentence: the translation that counts, those that wait for a second person, and what tablets have until then. */
export const translationsOf = (translations: readonly StudioTranslation[], source: string) => {
  const own = translations.filter((one) => one.source === source)
  return {
    counts: own.find(({ state }) => state === 'reviewed'),
    waiting: waitingOf(own),
    older: own.filter(({ state }) => state === 'replaced'),
  }
}

/** What ships with the app for this sentence and nobody has reviewed; '' where nothing does. */
export function shippedDraft(guide: GuideDefinition, language: string, source: string): string {
  const writing = translatedLanguages.find((one) => one === languageByCode(language)?.text)
  const text = textsOf(guide).find(({ vi }) => vi === source)
  const found = writing && text && wordingIn(text, writing)
  return found?.review.kind === 'draft' ? found.text : ''
}

export const textState = ({
  counts,
  waiting,
}: Pick<ReturnType<typeof translationsOf>, 'counts' | 'waiting'>): SentenceState => {
  if (waiting[0]) return waiting[0].state
  if (!counts) return 'none'
  return counts.isOut ? 'out' : 'reviewed'
}
