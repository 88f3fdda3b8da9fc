import * as z from 'zod/mini'
import type { GuideDefinition } from './guideDefinition.ts'
import { type GuideText, packWords } from './guideText.ts'
import { dayText } from './wireField.ts'

/** Languages that a person may write: Vietnamese is the source. */
export const translatedLanguages = ['en', 'km', 'zh'] as const
export type TranslatedLanguage = (typeof translatedLanguages)[number]

/** A translation is longer than its source at times; one of this length says something else. */
const maxTranslation = 480

/** How such a pack begins: its kind is known before anything of it is read. */
const beginning = '{"kind":"words"'

const wordsShape = z.strictObject({
  kind: z.literal('words'),
  id: z.string().check(z.regex(/^words-[a-z]{2}$/)),
  version: z.int().check(z.positive()),
  language: z.enum(translatedLanguages),
  texts: z
    .array(
      z.strictObject({
        /** the sentence of a guide that it stands for, letter by letter: another sentence is not translated by it */
        vi: packWords(maxTranslation),
        text: packWords(maxTranslation),
        by: packWords(120),
        on: dayText,
      }),
    )
    .check(z.minLength(1), z.maxLength(2000)),
})
export type WordsPack = z.infer<typeof wordsShape>

const wordsSchema = wordsShape.check(({ value, issues }) => {
  const sentences = new Set(value.texts.map(({ vi }) => vi))
  if (value.id === `words-${value.language}` && sentences.size === value.texts.length) return
  issues.push({ code: 'custom', message: 'of another language, or a sentence stands twice', input: value.id })
})

export const isWordsPack = (json: string): boolean => json.startsWith(beginning)

/** Reads translations that came as text; throws a SyntaxError or a ZodError. */
export const parseWordsPack = (json: string): WordsPack => wordsSchema.parse(JSON.parse(json))

/** @returns the pack as text, its kind in front */
export const writeWordsPack = ({ id, version, language, texts }: Omit<WordsPack, 'kind'>): string =>
  JSON.stringify({ kind: 'words', id, version, language, texts })

/** Why a translation cannot be one sentence of a guide: it holds signs that words do not need, or too many of them. */
export const translationIssue = (text: string): 'markup' | 'long' | null => {
  if (text.length > maxTranslation) return 'long'
  return packWords(maxTranslation).safeParse(text).success ? null : 'markup'
}

const changedTexts = (guide: GuideDefinition, change: (text: GuideText) => GuideText): GuideDefinition => ({
  ...guide,
  title: change(guide.title),
  about: change(guide.about),
  steps: guide.steps.map((step) => ({
    ...step,
    title: change(step.title),
    text: change(step.text),
    ...(step.look ? { look: change(step.look) } : {}),
  })),
  warnings: guide.warnings.map((warning) => ({ ...warning, text: change(warning.text) })),
  failures: guide.failures.map((failure) => ({
    ...failure,
    label: change(failure.label),
    remedy: change(failure.remedy),
  })),
})

/** Guides with the translations that a second person took, which stand before a draft that ships. */
export function withWords(guides: readonly GuideDefinition[], packs: readonly WordsPack[]): readonly GuideDefinition[] {
  if (packs.length === 0) return guides
  const known = packs.map(({ language, texts }) => ({ language, of: new Map(texts.map((one) => [one.vi, one])) }))
  return guides.map((guide) =>
    changedTexts(guide, (text) => {
      const said = { ...text }
      for (const { language, of } of known) {
        const found = of.get(text.vi)
        if (found) said[language] = { text: found.text, by: found.by, on: found.on }
      }
      return said
    }),
  )
}
