import { useState } from 'preact/hooks'
import { t } from '../i18n/i18n.ts'
import { applyTheme, rememberedTheme, themes } from './theme.ts'

/** Light, dark, high contrast, or as the system says. */
export function ThemeSelect() {
  const [theme, setTheme] = useState(rememberedTheme)
  return (
    <select
      class="desk-select"
      aria-label={t('desk:frame.theme')}
      autocomplete="off"
      value={theme}
      onChange={(event) => {
        const chosen = themes.find((one) => one === event.currentTarget.value) ?? 'system'
        setTheme(chosen)
        applyTheme(chosen)
      }}
    >
      {themes.map((one) => (
        <option key={one} value={one}>
          {t(`desk:frame.themes.${one}`)}
        </option>
      ))}
    </select>
  )
}
