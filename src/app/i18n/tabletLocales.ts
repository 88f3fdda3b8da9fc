import common from '../../../locales/vi/common.json'
import enrol from '../../../locales/vi/enrol.json'
import unlock from '../../../locales/vi/unlock.json'
import type { Locales } from './messages.ts'

/** The tablet's texts: what the locked screens need is in the first bundle, the rest follows as one chunk a language. */
export const tabletLocales: Locales = {
  bundled: { common, enrol, unlock },
  lazy: {
    vi: () => import('./tabletVi.ts'),
    en: () => import('./tabletEn.ts'),
  },
}
