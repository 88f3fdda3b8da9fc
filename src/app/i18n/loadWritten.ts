import { addTexts } from './i18n.ts'

/** Languages of which only some sentences are written; what is not there is Vietnamese. */
const parts = {
  km: () => import('./writtenKm.ts'),
  zh: () => import('./writtenZh.ts'),
} as const

const begun = new Map<string, Promise<void>>()

/** Brings what is written in a language onto the page, once. Rejects when it cannot be had; the next call tries again. */
export function loadWritten(language: keyof typeof parts): Promise<void> {
  const known = begun.get(language)
  if (known) return known
  const loading = parts[language]().then(
    ({ messages }) => addTexts(language, messages),
    (error: unknown) => {
      begun.delete(language)
      throw error
    },
  )
  begun.set(language, loading)
  return loading
}
