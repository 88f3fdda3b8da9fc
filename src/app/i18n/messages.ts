/** Languages with reviewed or source text on screen. Vietnamese is the source (design D13). */
export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

/** The texts of one namespace file under `locales/<language>/`: nested objects that end in sentences. */
export interface Texts {
  readonly [key: string]: string | Texts
}
/** Namespace name → its texts. */
export type Messages = Readonly<Record<string, Texts>>

/** What one app gives to `startI18n`: the first screen's texts at once, the rest as one chunk a language. */
export interface Locales {
  /** Vietnamese texts of the first screens, inside the first bundle. */
  readonly bundled: Messages
  readonly lazy: Readonly<Record<Language, () => Promise<{ messages: Messages }>>>
}

/** Keys a Vite glob result by the file's name: `…/locales/vi/common.json` becomes `common`. */
export function byNamespace(files: Record<string, Texts>): Messages {
  const messages: Record<string, Texts> = {}
  for (const [path, texts] of Object.entries(files)) {
    const name = /([^/]+)\.json$/.exec(path)?.[1]
    if (name !== undefined) messages[name] = texts
  }
  return messages
}
