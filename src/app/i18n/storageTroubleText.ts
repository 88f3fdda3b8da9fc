import { t } from './i18n.ts'

/** What to do, and what not, when the tablet's own store cannot be opened; `code` is a `StorageProblem`'s. */
export function storageTroubleText(code: string): string {
  if (code === 'version-change') return t('common:storageTrouble.version-change')
  if (code === 'disk-full') return t('common:storageTrouble.disk-full')
  return t('common:storageTrouble.other')
}
