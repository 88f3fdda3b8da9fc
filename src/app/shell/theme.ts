/** Looks that override the system's (tokens.css). */
export const themes = ['system', 'light', 'dark', 'contrast'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'tramso.theme'

function isTheme(value: unknown): value is Theme {
  return themes.some((known) => known === value)
}

/** The look that was chosen on this machine; `system` when none was, or where storage is forbidden. */
export function rememberedTheme(): Theme {
  try {
    const value = localStorage.getItem(storageKey)
    return isTheme(value) ? value : 'system'
  } catch {
    return 'system'
  }
}

/** Shows a look, the remembered one without an argument, and remembers it. */
export function applyTheme(theme: Theme = rememberedTheme()): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  try {
    localStorage.setItem(storageKey, theme)
  } catch {
    // then it lasts as long as the page
  }
}
