import { type TextLanguage, textLanguages } from './guideText.ts'
import pack from './packs/languages.json' with { type: 'json' }

/** A language that a resident may ask to hear. None has a reviewed text yet, so none says so (facts §8, design D13). */
export interface SpokenLanguage {
  /** ISO 639-3 */
  readonly code: string
  readonly label: string
  /** The group whose members may speak it: only to order the list, never to infer the language. */
  readonly ethnicGroup: string
}

/** The languages of the three former provinces, Vietnamese first. */
export const spokenLanguages: readonly SpokenLanguage[] = pack.languages.flatMap(([code, label, ethnicGroup]) =>
  code === undefined || label === undefined || ethnicGroup === undefined ? [] : [{ code, label, ethnicGroup }],
)

/** A language in which guides are read or heard. */
export interface ReaderLanguage {
  /** ISO 639-3 */
  readonly code: string
  readonly label: string
  /** The writing that its readers read; null for a language of sound and pictures. */
  readonly text: TextLanguage | null
}

const writingOf = (code: string): TextLanguage | null => {
  const written = Object.entries(pack.written).find(([language]) => language === code)?.[1]
  return textLanguages.find((known) => known === written) ?? null
}

const alsoRead = pack.alsoRead.flatMap(([code, label]) =>
  code === undefined || label === undefined ? [] : [{ code, label }],
)

/** Every language of the resident screens: those that are spoken here, and those that somebody may only read. */
export const readerLanguages: readonly ReaderLanguage[] = [...spokenLanguages, ...alsoRead].map(({ code, label }) => ({
  code,
  label,
  text: writingOf(code),
}))

/** @returns the language with this ISO 639-3 code, or undefined for one that this list does not know. */
export const languageByCode = (code: string): ReaderLanguage | undefined =>
  readerLanguages.find((one) => one.code === code)
