import { language, setLanguage, t } from './i18n.ts'

/** Switches between the languages whose texts are whole. Native control, so that it works with every input. */
export function LanguageSwitch() {
  const other = language.value === 'vi' ? 'en' : 'vi'
  return (
    <button
      type="button"
      class="button"
      lang={other}
      onClick={() => void setLanguage(other)}
      aria-label={`${t('common:language.label')}: ${t(`common:language.${other}`)}`}
    >
      <span class="only-wide">{t(`common:language.${other}`)}</span>
      <span class="only-narrow">{other.toUpperCase()}</span>
    </button>
  )
}
