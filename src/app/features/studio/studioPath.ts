import { useStudio } from './studioPort.ts'

type Part = string | number

export interface StudioHrefs {
  /** The address of the studio, a language in it, a guide of that, and one of its sentences by its number. */
  sounds(...parts: readonly Part[]): string
  /** The address of a guide's sentences as they are written, or of one of them. */
  words(language: string, guide: string, ...number: readonly number[]): string
}

export const studioHrefs = (root: string): StudioHrefs => ({
  sounds: (...parts) => [root, ...parts].join('/'),
  words: (language, guide, ...number) => [root, language, guide, 'words', ...number].join('/'),
})

/** Addresses of the studio that is drawn. */
export const useStudioHrefs = (): StudioHrefs => studioHrefs(useStudio().root)

export interface StudioPlace {
  readonly language: string
  readonly guide: string
  /** what is said, or what is written */
  readonly part: 'sounds' | 'words'
  /** from 1; 0 for the whole guide */
  readonly number: number
}

/** Where an address leads; '' for what it does not name. */
export function studioPlace(root: string, path: string): StudioPlace {
  const [language = '', guide = '', ...rest] = path.slice(root.length + 1).split('/')
  const part = rest[0] === 'words' ? 'words' : 'sounds'
  const number = (part === 'words' ? rest[1] : rest[0]) ?? ''
  return { language, guide, part, number: /^\d{1,3}$/.test(number) ? Number(number) : 0 }
}
