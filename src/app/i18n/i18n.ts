import { computed, signal } from '@preact/signals'
import i18next from 'i18next'
import { type Language, type Locales, languages, type Messages } from './messages.ts'

const storageKey = 'tramso.language'
const current = signal<Language>('vi')
/** Rises whenever texts arrive or the language changes, so that every component that called `t` draws again. */
export const revision = signal(0)
const loaded = signal<readonly Language[]>([])
let locales: Locales | null = null

/** The language on screen. Reading it in a component redraws that component on a switch; nothing is mounted anew. */
export const language = computed(() => current.value)

/** True once every text of the language on screen is here; before that only the first screens may be drawn. */
export const textsReady = computed(() => loaded.value.includes(current.value))

function isLanguage(value: unknown): value is Language {
  return languages.some((known) => known === value)
}

function remembered(): Language {
  try {
    const value = globalThis.localStorage?.getItem(storageKey)
    return isLanguage(value) ? value : 'vi'
  } catch {
    // storage may be forbidden; the choice then lasts as long as the page
    return 'vi'
  }
}

/** Adds texts of any language; what is drawn from them is drawn again. */
export function addTexts(lang: string, messages: Messages): void {
  for (const [namespace, texts] of Object.entries(messages))
    i18next.addResourceBundle(lang, namespace, texts, true, true)
  revision.value += 1
}

/**
 * Sets up the texts of one app. Resolves when the first screens can be drawn; the rest arrives as one precached chunk
 * (watch `textsReady`). Call once, before the first render.
 */
export async function startI18n(given: Locales): Promise<void> {
  locales = given
  loaded.value = []
  current.value = 'vi'
  await i18next.init({
    lng: 'vi',
    fallbackLng: 'vi',
    ns: Object.keys(given.bundled),
    defaultNS: 'common',
    resources: { vi: given.bundled },
    // Preact puts text into text nodes; escaping here would show `&amp;` to people
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  revision.value += 1
  const wanted = remembered()
  document.documentElement.lang = 'vi'
  if (wanted === 'vi') void loadLanguage('vi')
  else await setLanguage(wanted)
}

/**
 * Brings the texts of a language onto the page, so that a switch to it later finds them there.
 * @throws when they cannot be loaded; the next call tries again.
 */
export async function loadLanguage(lang: Language): Promise<void> {
  if (!locales || loaded.value.includes(lang)) return
  const { messages } = await locales.lazy[lang]()
  loaded.value = [...loaded.value, lang]
  addTexts(lang, messages)
}

/**
 * Switches the language on screen without losing anything that was typed.
 * @throws when the texts cannot be loaded; the old language then stays.
 */
export async function setLanguage(lang: Language): Promise<void> {
  // the source language is the fallback of every other, so it is always there
  await Promise.all([loadLanguage('vi'), loadLanguage(lang)])
  await i18next.changeLanguage(lang)
  document.documentElement.lang = lang
  current.value = lang
  revision.value += 1
  try {
    globalThis.localStorage?.setItem(storageKey, lang)
  } catch {
    // see remembered()
  }
}

/** Values for the placeholders of a sentence; `count` also chooses the plural form. */
export type Values = Readonly<Record<string, string | number>>

/**
 * The sentence for `namespace:path.to.key` in the language on screen. Reads a signal, so a component that calls it
 * redraws on a switch. Keys are checked against `locales/` by `scripts/i18n-check.mjs`.
 */
export function t(key: string, values: Values = {}): string {
  void revision.value
  return i18next.t(key, values)
}

/** Whether a sentence exists, for keys made from data (a problem code, a pack's key). */
export function hasText(key: string): boolean {
  void revision.value
  return i18next.exists(key)
}
