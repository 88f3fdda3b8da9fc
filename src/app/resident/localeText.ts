import type { GuideText } from '../../domain/guideText.ts'
import type { Values } from '../i18n/i18n.ts'
import { reviewOf } from '../i18n/reviews.ts'
import { written } from '../i18n/written.ts'

/** A sentence of `locales` with what translations are there, so that a resident screen shows it like a guide's own words. */
export function localeText(key: string, values: Values = {}): GuideText {
  const translation = (language: string) => {
    const text = written(language, key, values)
    const review = reviewOf(language, key)
    return text !== undefined && review ? { text, by: review.by, on: review.on } : text
  }
  const [en, km, zh] = [translation('en'), translation('km'), translation('zh')]
  return {
    vi: written('vi', key, values) ?? key,
    ...(en === undefined ? {} : { en }),
    ...(km === undefined ? {} : { km }),
    ...(zh === undefined ? {} : { zh }),
  }
}
