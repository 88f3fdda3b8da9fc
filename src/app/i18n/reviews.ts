import noted from '../../../locales/reviews.json'

/** Who reviewed a translation, and when. `scripts/i18n-check.mjs` fails when the Vietnamese has changed since. */
export interface Review {
  readonly by: string
  readonly on: string
}

const reviews: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Review>>>>>> = noted

/** The review of one sentence, `namespace:path.to.key`; null for a draft. */
export function reviewOf(language: string, key: string): Review | null {
  const [namespace = '', path = ''] = key.split(':')
  return reviews[language]?.[namespace]?.[path] ?? null
}
