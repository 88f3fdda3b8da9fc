import type { GuideText } from '../../domain/guideText.ts'
import type { Values } from '../i18n/i18n.ts'
import { written } from '../i18n/written.ts'

/** A sentence of `locales` with what translations are there, so that a resident screen shows it like a guide's own words. */
export function localeText(key: string, values: Values = {}): GuideText {
  const [en, km, zh] = ['en', 'km', 'zh'].map((language) => written(language, key, values))
  return {
    vi: written('vi', key, values) ?? key,
    ...(en === undefined ? {} : { en }),
    ...(km === undefined ? {} : { km }),
    ...(zh === undefined ? {} : { zh }),
  }
}
