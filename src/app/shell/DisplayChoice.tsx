import { useState } from 'preact/hooks'
import { t } from '../i18n/i18n.ts'
import { Choice } from '../ui/choice/Choice.tsx'
import { applyTextScale, rememberedTextScale, textScales } from './textScale.ts'
import { applyTheme, rememberedTheme, themes } from './theme.ts'

/** Colours and letter size of this machine: for a bright noon, a dark porch, and eyes that need larger letters. */
export function DisplayChoice() {
  const [theme, setTheme] = useState(rememberedTheme)
  const [scale, setScale] = useState(rememberedTextScale)
  return (
    <section class="stack" aria-labelledby="display-title">
      <h2 id="display-title">{t('field:display.title')}</h2>
      <Choice
        id="theme"
        label={t('field:display.theme')}
        columns={3}
        options={themes.map((one) => ({ value: one, label: t(`field:display.themes.${one}`) }))}
        value={theme}
        onChange={(value) => {
          const chosen = themes.find((one) => one === value) ?? 'system'
          setTheme(chosen)
          applyTheme(chosen)
        }}
      />
      <Choice
        id="textScale"
        label={t('field:display.scale')}
        columns={3}
        options={textScales.map((one) => ({ value: one, label: t(`field:display.scales.${one.replace('.', '-')}`) }))}
        value={scale}
        onChange={(value) => {
          const chosen = textScales.find((one) => one === value) ?? '1'
          setScale(chosen)
          applyTextScale(chosen)
        }}
      />
    </section>
  )
}
