import i18next from 'i18next'
import { revision, type Values } from './i18n.ts'

/**
 * The sentence for a key in exactly this language; undefined where nobody has written it, or its texts are not loaded. For
 * screens that show two languages, or must say that one is missing; everything else asks `t`.
 */
export function written(language: string, key: string, values: Values = {}): string | undefined {
  void revision.value
  const options = { ...values, lngs: [language] }
  return i18next.exists(key, options) ? i18next.t(key, options) : undefined
}
