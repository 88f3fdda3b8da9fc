import { useEffect } from 'preact/hooks'
import { languageByCode } from '../../domain/languages.ts'
import { loadWritten } from '../i18n/loadWritten.ts'
import { setReader, vietnamese } from '../i18n/reader.ts'

/**
 * Turns the resident's words and voice to the language that they asked to hear, as long as their work is open. Who asked for
 * Vietnamese, or was not asked yet, gets the language of the screen.
 */
export function useHeardLanguage(hear: string | undefined): void {
  useEffect(() => {
    const language = hear === undefined || hear === vietnamese.code ? undefined : languageByCode(hear)
    setReader(language ? { code: language.code, text: language.text } : null)
    const text = language?.text
    // words that cannot be had now: the Vietnamese stands there, and is said to
    if (text === 'km' || text === 'zh') void loadWritten(text).catch(() => undefined)
    return () => setReader(null)
  }, [hear])
}
