import { computed, signal } from '@preact/signals'
import { language } from './i18n.ts'

/** What a resident reads and hears, which need not be the language of the helper's own screens. */
export interface Reader {
  /** ISO 639-3 */
  readonly code: string
  /** What is written for it; null for a language that exists as sound and pictures (design D13). */
  readonly text: 'vi' | 'en' | 'km' | 'zh' | null
}

export const vietnamese: Reader = { code: 'vie', text: 'vi' }
const english: Reader = { code: 'eng', text: 'en' }

const chosen = signal<Reader | null>(null)

/** The reader of the resident screens: who was chosen for them, else the language of the screen. In memory only. */
export const reader = computed<Reader>(() => chosen.value ?? (language.value === 'vi' ? vietnamese : english))

/** Two languages at once, also where the translation was reviewed. */
export const showsBoth = signal(false)

/** Chooses for the resident; null follows the language of the screen again. Nothing on the screen is mounted anew. */
export function setReader(next: Reader | null): void {
  chosen.value = next
}
