import * as z from 'zod/mini'
import { dayText } from './wireField.ts'

/** What a schema says of words that hold more than words (fault 48). */
export const markupIssue = 'markup'

/** Signs that words do not need. */
export const notWords = /[<>{}\\\p{Cc}]/gu

/**
 * A sentence and nothing else: no angle or curly brackets, no backslash, no control character. Screens draw it as text
 * anyway; a pack that tries is refused as a whole.
 */
export const packWords = (max: number) =>
  z.string().check(z.minLength(1), z.maxLength(max), z.regex(/^[^<>{}\\\p{Cc}]*$/u, markupIssue))

/** Languages that are written on screens. Vietnamese is the source (design D13). */
export const textLanguages = ['vi', 'en', 'km', 'zh'] as const
export type TextLanguage = (typeof textLanguages)[number]

/** A translation: bare words are a draft, with a name and a day they were reviewed by a person. */
const translation = (max: number) =>
  z.union([packWords(max), z.strictObject({ text: packWords(max), by: packWords(120), on: dayText })])

/** Translations that may be absent, of a text of at most this length; they may be longer than the source. */
export const laterTranslations = (max: number) => ({
  km: z.exactOptional(translation(max * 2)),
  zh: z.exactOptional(translation(max * 2)),
})

/** Words in Vietnamese with what translations there are beside. */
export const guideTextSchema = (max: number) =>
  z.strictObject({
    vi: packWords(max),
    en: z.exactOptional(translation(max * 2)),
    ...laterTranslations(max),
  })
export type GuideText = z.infer<ReturnType<typeof guideTextSchema>>

export type ReviewState =
  | { readonly kind: 'source' }
  | { readonly kind: 'draft' }
  | { readonly kind: 'reviewed'; readonly by: string; readonly on: string }

/** Words in one language, and who stands behind them. */
export interface Wording {
  readonly language: TextLanguage
  readonly text: string
  readonly review: ReviewState
}

const sourceOf = (text: GuideText): Wording => ({ language: 'vi', text: text.vi, review: { kind: 'source' } })

/** @returns the words in this language, or null where nobody has written any */
export const wordingIn = (text: GuideText, language: TextLanguage): Wording | null => {
  if (language === 'vi') return sourceOf(text)
  const found = text[language]
  if (found === undefined) return null
  if (typeof found === 'string') return { language, text: found, review: { kind: 'draft' } }
  const { by, on } = found
  return { language, text: found.text, review: { kind: 'reviewed', by, on } }
}

/** What a screen draws of one text: the wording in front, and the Vietnamese beside it where a person must be able to check. */
export interface ShownWords {
  readonly main: Wording
  readonly source: Wording | null
  /** Nobody has written it in the language that was asked for: the Vietnamese stands there and is said to. */
  readonly missing: boolean
}

/**
 * @param wanted what the reader chose
 * @param both two languages at once, also where the translation was reviewed
 */
export const showWords = (text: GuideText, wanted: TextLanguage, both = false): ShownWords => {
  const source = sourceOf(text)
  const main = wordingIn(text, wanted)
  if (!main) return { main: source, source: null, missing: true }
  const needsSource = main.language !== 'vi' && (both || main.review.kind === 'draft')
  return { main, source: needsSource ? source : null, missing: false }
}
