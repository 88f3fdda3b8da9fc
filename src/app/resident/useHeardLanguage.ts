import { useEffect } from 'preact/hooks'
import { languageByCode } from '../../domain/languages.ts'
import { setReader, vietnamese } from '../i18n/reader.ts'

/**
 * Turns the resident's words and voice to the language that they asked to hear, as long as their work is open. Who asked for
 * Vietnamese, or was not asked yet, gets the language of the screen.
 */
export function useHeardLanguage(hear: string | undefined): void {
  useEffect(() => {
    const language = hear === undefined || hear === vietnamese.code ? undefined : languageByCode(hear)
    setReader(language ? { code: language.code, text: language.text } : null)
    return () => setReader(null)
  }, [hear])
}
