import type { GuideDefinition } from './guideDefinition.ts'
import { textsOf } from './guides.ts'

/** What makes a sentence hard for people who read little. */
export interface ReadingFault {
  readonly text: string
  readonly fault: 'long-sentence' | 'unexplained'
  /** Words (syllables) of the sentence, or the abbreviation. */
  readonly what: string
}

/** Vietnamese writes a space between syllables: more than these in one breath lose an unused reader. */
const mostSyllables = 22

/**
 * Abbreviations a resident meets on the real phone, each with words of its explanation: one of the guide's texts must hold
 * both. An empty list needs none: the word is what people say, or what they type.
 */
const known: Readonly<Record<string, readonly string[]>> = {
  OTP: ['dùng một lần'],
  QR: ['ô vuông'],
  NFC: ['áp thẻ', 'gắn chip'],
  SIM: [],
  ID: [],
  CH: [],
  TTTB: [],
}

/** Words between the quotation marks are what a screen or a paper shows: nobody can make them shorter. */
const quoted = /“[^”]*”/g

const sentencesOf = (text: string) =>
  text
    .replace(quoted, '“…”')
    .split(/[.!?:;]\s+|[.!?]$/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')

const abbreviationsIn = (text: string): readonly string[] =>
  text.replace(quoted, '').match(/(?<![\p{L}\d])\p{Lu}{2,}\d*(?![\p{L}\d])/gu) ?? []

/** @returns what is hard to read in texts that belong together, in their order */
export const readingFaults = (texts: readonly string[]): readonly ReadingFault[] => {
  const whole = texts.join(' ').toLowerCase()
  return texts.flatMap((text) => [
    ...sentencesOf(text)
      .filter((sentence) => sentence.split(/\s+/).length > mostSyllables)
      .map((sentence) => ({ text, fault: 'long-sentence' as const, what: String(sentence.split(/\s+/).length) })),
    ...abbreviationsIn(text)
      .filter((short) => !known[short]?.every((words) => whole.includes(words)))
      .map((short) => ({ text, fault: 'unexplained' as const, what: short })),
  ])
}

/** @returns what is hard to read in a guide's Vietnamese */
export const guideReadingFaults = (guide: GuideDefinition): readonly ReadingFault[] =>
  readingFaults(textsOf(guide).map(({ vi }) => vi))
