import type { ReaderLanguage } from '../../domain/languages.ts'
import { setLanguage } from '../i18n/i18n.ts'
import { loadWritten } from '../i18n/loadWritten.ts'
import { setReader } from '../i18n/reader.ts'

/**
 * Turns the resident screens to a language; those that screens are wholly written in turn the helper's screens too. Of the
 * others the Vietnamese stands there until their words are on the page.
 */
export async function chooseReader({ code, text }: Pick<ReaderLanguage, 'code' | 'text'>): Promise<void> {
  if (text === 'vi' || text === 'en') {
    await setLanguage(text)
    setReader(null)
    return
  }
  setReader({ code, text })
  if (text !== null) await loadWritten(text)
}
