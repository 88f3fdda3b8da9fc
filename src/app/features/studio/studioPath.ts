const root = '/office/studio'

/** The address of the studio, a language in it, a guide of that, and one of its sentences by its number. */
export const studioHref = (...parts: readonly (string | number)[]): string => [root, ...parts].join('/')

export interface StudioPlace {
  readonly language: string
  readonly guide: string
  /** from 1; 0 for the whole guide */
  readonly number: number
}

/** Where an address leads; '' for what it does not name. */
export function studioPlace(path: string): StudioPlace {
  const [language = '', guide = '', number = ''] = path.slice(root.length + 1).split('/')
  return { language, guide, number: /^\d{1,3}$/.test(number) ? Number(number) : 0 }
}
