import { useEffect } from 'preact/hooks'
import { languageByCode } from '../../../domain/languages.ts'
import { loadLanguage, t } from '../../i18n/i18n.ts'
import { loadWritten } from '../../i18n/loadWritten.ts'
import { reader } from '../../i18n/reader.ts'
import { chooseReader } from '../../resident/chooseReader.ts'
import { languageName, ownLanguageName } from '../../resident/languageName.ts'
import { ReaderChoice } from '../../resident/ReaderChoice.tsx'
import { cx } from '../../ui/cx.ts'

/** Those that most people here ask for (facts §8, census of 2019), at hand; the others are behind the button above. */
const atHand = ['vie', 'khm', 'sti', 'cmo', 'tyz', 'nut', 'cmn', 'eng'].flatMap((code) => languageByCode(code) ?? [])

/** The first thing that a resident may want to change: the language, each by its own name, ♪ for one that is only heard. */
export function LanguageRow() {
  useEffect(() => {
    // a name in its own letters is nicer, the Vietnamese one is there anyway; and whoever touches a name need not wait
    void Promise.all([loadWritten('km'), loadWritten('zh'), loadLanguage('en')]).catch(() => undefined)
  }, [])
  return (
    <ul class="language-row" aria-label={t('common:language.label')}>
      {atHand.map((language) => {
        const isOn = reader.value.code === language.code
        const own = ownLanguageName(language.code)
        // which kind of it stands in the list of all languages, and is said to who hears this button
        const short = own ?? language.label.replace(/ \(.*\)$/, '')
        return (
          <li key={language.code}>
            <button
              type="button"
              data-language={language.code}
              class={cx('button', 'language-row__one', isOn && 'language-row__one--on')}
              aria-pressed={isOn}
              aria-label={own === undefined ? languageName(language.code) : undefined}
              lang={own === undefined ? 'vi' : (language.text ?? 'vi')}
              onClick={() => void chooseReader(language).catch(() => undefined)}
            >
              {short}
              {language.text === null && ' ♪'}
            </button>
          </li>
        )
      })}
      <li>
        <ReaderChoice text={t('kiosk:home.otherLanguages')} />
      </li>
    </ul>
  )
}
