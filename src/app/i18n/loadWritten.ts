import i18next from 'i18next'
import { addTexts } from './i18n.ts'

/** Languages of which only some sentences are written; what is not there is Vietnamese. */
const parts = {
  km: () => import('./writtenKm.ts'),
  zh: () => import('./writtenZh.ts'),
} as const

/** Brings what is written in a language onto the page, unless it is there. Rejects when it cannot be had; the next call tries again. */
export async function loadWritten(language: keyof typeof parts): Promise<void> {
  if (i18next.hasResourceBundle(language, 'languages')) return
  const { messages } = await parts[language]()
  addTexts(language, messages)
}
