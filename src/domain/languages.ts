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

/** @returns the language with this ISO 639-3 code, or undefined for one that this list does not know. */
export const languageByCode = (code: string): SpokenLanguage | undefined =>
  spokenLanguages.find((one) => one.code === code)
