/** How large letters are on this machine, beside the reader's own browser setting (tokens.css, base.css). */
export const textScales = ['1', '1.25', '1.5'] as const
export type TextScale = (typeof textScales)[number]

const storageKey = 'tramso.textScale'

/** The size that was chosen on this machine; 1 when none was, or where storage is forbidden. */
export function rememberedTextScale(): TextScale {
  try {
    const value = localStorage.getItem(storageKey)
    return textScales.find((scale) => scale === value) ?? '1'
  } catch {
    return '1'
  }
}

/** Shows a size, the remembered one without an argument, and remembers it. */
export function applyTextScale(scale: TextScale = rememberedTextScale()): void {
  document.documentElement.dataset.textScale = scale
  try {
    localStorage.setItem(storageKey, scale)
  } catch {
    // then it lasts as long as the page
  }
}
