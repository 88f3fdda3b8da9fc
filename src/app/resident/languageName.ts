import { languageByCode } from '../../domain/languages.ts'
import { hasText, t } from '../i18n/i18n.ts'
import { written } from '../i18n/written.ts'

/** A language as the helper's screens call it. */
export function languageName(code: string): string {
  if (hasText(`languages:${code}`)) return t(`languages:${code}`)
  return t('guide:language.name', { label: languageByCode(code)?.label ?? code })
}

/** Its own name in its own letters, where one is published and here. */
export function ownLanguageName(code: string): string | undefined {
  const text = languageByCode(code)?.text
  // these two are in every page's texts, whichever of them is on the screen
  if (text === 'vi' || text === 'en') return t(`common:language.${text}`)
  return text ? written(text, `languages:${code}`) : undefined
}
