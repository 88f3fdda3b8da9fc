export type PersonNameProblem = 'nameEmpty' | 'nameTooLong' | 'nameHasDigits' | 'nameHasSigns'
export type ParsedPersonName =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly problem: PersonNameProblem }

/**
 * Reads a person's name: accents kept (NFC), spaces folded, at most 120 characters. Letters of any script, hyphens, full
 * stops and apostrophes pass, as in the names of H'… and K'…; one-word names pass too.
 */
export const parsePersonName = (typed: string): ParsedPersonName => {
  const name = typed.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (name === '') return { ok: false, problem: 'nameEmpty' }
  if (name.length > 120) return { ok: false, problem: 'nameTooLong' }
  if (/\p{N}/u.test(name)) return { ok: false, problem: 'nameHasDigits' }
  return /^[\p{L}\p{M}][\p{L}\p{M}'’ʼ. -]*$/u.test(name) ? { ok: true, name } : { ok: false, problem: 'nameHasSigns' }
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Moves each word's tone behind the word, so that Hoà and Hòa, which differ only in where the mark stands, are one. */
const tonesLast = (word: string) => {
  const letters = word.normalize('NFD')
  return letters.replace(tones, '') + (letters.match(tones) ?? []).join('')
}

/** @returns a key for matching only, never for showing: case, spaces, apostrophe form and tone position do not count. */
export const nameMatchKey = (name: string): string =>
  name.toLowerCase().replace(/[’ʼ]/g, "'").trim().split(/\s+/).map(tonesLast).join(' ')

/** Whether two names are written the same but for case, spaces and tone position; other accents do count. */
export const samePersonName = (a: string, b: string): boolean => nameMatchKey(a) === nameMatchKey(b)
