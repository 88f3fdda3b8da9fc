import common from '../../../locales/vi/common.json'
import desk from '../../../locales/vi/desk.json'
import problems from '../../../locales/vi/problems.json'
import setup from '../../../locales/vi/setup.json'
import type { Locales } from '../i18n/messages.ts'

/** The desk's texts: what the first pages need at once, the rest as one chunk a language. */
export const deskLocales: Locales = {
  bundled: { common, desk, problems, setup },
  lazy: {
    vi: () => import('./deskVi.ts'),
    en: () => import('./deskEn.ts'),
  },
}
