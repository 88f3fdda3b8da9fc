// What `locales` holds, as flat keys; shared by i18n-check.mjs and i18n-report.mjs.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const plural = /_(zero|one|two|few|many|other)$/

/** `{a: {b: 'x'}}` → Map { 'a.b' → 'x' } */
function flatten(texts, prefix, into, where, onProblem) {
  for (const [key, value] of Object.entries(texts)) {
    const path = prefix ? `${prefix}.${key}` : key
    if (typeof value === 'string') {
      if (value.trim() === '') onProblem(`${where}: "${path}" is empty`)
      into.set(path, value)
    } else if (value && typeof value === 'object' && !Array.isArray(value)) flatten(value, path, into, where, onProblem)
    else onProblem(`${where}: "${path}" is neither a sentence nor a group of sentences`)
  }
  return into
}

/** Namespace → (key → sentence) of a language; empty for one that nobody writes. */
export function readLocales(root, language, onProblem = () => undefined) {
  const folder = join(root, 'locales', language)
  const spaces = new Map()
  if (!existsSync(folder)) return spaces
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const where = `locales/${language}/${file}`
    try {
      const texts = JSON.parse(readFileSync(join(folder, file), 'utf8'))
      spaces.set(basename(file, '.json'), flatten(texts, '', new Map(), where, onProblem))
    } catch (error) {
      onProblem(`${where}: cannot be read: ${error.message}`)
    }
  }
  return spaces
}

/** The key as code writes it: the plural endings belong to the language, not to the key. */
export const baseKey = (key) => key.replace(plural, '')
/** `other` of `wait_other`; undefined for a key without a plural ending. */
export const pluralForm = (key) => plural.exec(key)?.[1]
export const baseKeys = (texts) => new Set([...texts.keys()].map(baseKey))
/** Every form of a key: `key`, or its plural endings. */
export const forms = (texts, base) => [...texts].filter(([key]) => baseKey(key) === base).map(([, text]) => text)

export const placeholders = (text) => [...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]).sort()

/** `locales/reviews.json`: language → namespace → key → who reviewed it, when, and of which Vietnamese. */
export const readReviews = (root) => JSON.parse(readFileSync(join(root, 'locales', 'reviews.json'), 'utf8'))
