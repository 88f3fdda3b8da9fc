import enBackup from '../../locales/en/backup.json' with { type: 'json' }
import enHub from '../../locales/en/hub.json' with { type: 'json' }
import viBackup from '../../locales/vi/backup.json' with { type: 'json' }
import viHub from '../../locales/vi/hub.json' with { type: 'json' }

const en = { ...enHub, ...enBackup }
const vi = { ...viHub, ...viBackup }

export type Word = keyof typeof vi

/** Vietnamese, unless the terminal's language is English by name (a server's bare `C` says nothing about its reader). */
export function isEnglish(env: Readonly<Record<string, string | undefined>>): boolean {
  return /^en/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '')
}

/** A sentence for the terminal, in the reader's language, with its places filled. */
export function say(word: Word, data: Readonly<Record<string, string | number>> = {}): string {
  const text = (isEnglish(process.env) ? en : vi)[word]
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(data[name] ?? ''))
}

/** Is there a sentence for this code? */
export const isWord = (code: string): code is Word => Object.hasOwn(vi, code)
