import { language, setLanguage, t } from '../i18n/i18n.ts'
import { languages } from '../i18n/messages.ts'
import { Button } from '../ui/button/Button.tsx'

/** The other language, in its own name. */
export function LanguageButton() {
  const other = languages.find((one) => one !== language.value) ?? 'vi'
  return (
    <span lang={other}>
      <Button variant="quiet" onClick={() => void setLanguage(other)}>
        {t(`common:language.${other}`)}
      </Button>
    </span>
  )
}
