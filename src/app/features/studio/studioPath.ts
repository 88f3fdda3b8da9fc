const root = '/office/studio'

/** The address of the studio, a language in it, a guide of that, and one of its sentences by its number. */
export const studioHref = (...parts: readonly (string | number)[]): string => [root, ...parts].join('/')

/** The address of a guide's sentences as they are written, or of one of them. */
export const wordsHref = (language: string, guide: string, ...number: readonly number[]): string =>
  studioHref(language, guide, 'words', ...number)

export interface StudioPlace {
  readonly language: string
  readonly guide: string
  /** what is said, or what is written */
  readonly part: 'sounds' | 'words'
  /** from 1; 0 for the whole guide */
  readonly number: number
}

/** Where an address leads; '' for what it does not name. */
export function studioPlace(path: string): StudioPlace {
  const [language = '', guide = '', ...rest] = path.slice(root.length + 1).split('/')
  const part = rest[0] === 'words' ? 'words' : 'sounds'
  const number = (part === 'words' ? rest[1] : rest[0]) ?? ''
  return { language, guide, part, number: /^\d{1,3}$/.test(number) ? Number(number) : 0 }
}
