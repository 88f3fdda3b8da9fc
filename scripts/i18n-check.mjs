#!/usr/bin/env node
/**
 * Holds the promise that Vietnamese and English are both whole: fails when a key is missing on one side, when the
 * placeholders of a sentence differ, when a plural form is missing or is none of its language, when code asks for a sentence that does not exist, when Khmer or Chinese has one that no
 * Vietnamese stands behind, or when a review is of words that have changed since.
 *
 *   node scripts/i18n-check.mjs [root]
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { baseKey, baseKeys, forms, placeholders, pluralForm, readLocales, readReviews } from './i18n/readLocales.mjs'

const root = resolve(process.argv[2] ?? '.')
const problems = []
const read = (language) => readLocales(root, language, (problem) => problems.push(problem))

const vi = read('vi')
const en = read('en')

for (const [a, b, nameA, nameB] of [
  [vi, en, 'vi', 'en'],
  [en, vi, 'en', 'vi'],
]) {
  for (const [space, texts] of a) {
    const other = b.get(space)
    if (!other) {
      problems.push(`locales/${nameB}/${space}.json is missing`)
      continue
    }
    const known = baseKeys(other)
    for (const key of baseKeys(texts)) {
      if (!known.has(key)) problems.push(`locales/${nameB}/${space}.json: "${key}" is missing (${nameA} has it)`)
    }
  }
}

/** Languages of which only some sentences are written: what is there must fit the Vietnamese like any other. */
const parts = { km: read('km'), zh: read('zh') }
for (const [language, spaces] of Object.entries(parts)) {
  for (const [space, texts] of spaces) {
    const known = vi.has(space) ? baseKeys(vi.get(space)) : new Set()
    for (const key of baseKeys(texts)) {
      if (!known.has(key)) problems.push(`locales/${language}/${space}.json: "${key}" is in no Vietnamese file`)
    }
  }
}

/** The forms that `Intl.PluralRules` asks for: Khmer and Chinese have one. */
const pluralForms = Object.fromEntries(
  ['en', ...Object.keys(parts)].map((code) => [code, new Intl.PluralRules(code).resolvedOptions().pluralCategories]),
)

for (const [space, texts] of vi) {
  for (const [language, spaces] of Object.entries({ en, ...parts })) {
    const other = spaces.get(space)
    if (!other) continue
    for (const base of baseKeys(texts)) {
      const wanted = placeholders(forms(texts, base)[0] ?? '').join(',')
      for (const text of forms(other, base)) {
        const found = placeholders(text).join(',')
        if (found !== wanted)
          problems.push(`locales/${language}/${space}.json: "${base}" has placeholders {${found}}, vi has {${wanted}}`)
      }
    }
    for (const key of other.keys()) {
      const form = pluralForm(key)
      if (form === undefined) continue
      const where = `locales/${language}/${space}.json: "${key}"`
      if (!pluralForms[language].includes(form)) problems.push(`${where}: ${language} has no plural form "${form}"`)
      else if (!other.has(`${baseKey(key)}_other`)) problems.push(`${where} has no _other form`)
    }
  }
}

// a review is of one translation of one Vietnamese sentence: when that sentence changes, the translation is a draft again
const sourceMark = (text) => createHash('sha256').update(text).digest('hex').slice(0, 8)
for (const [language, spaces] of Object.entries(readReviews(root))) {
  for (const [space, reviews] of Object.entries(spaces)) {
    for (const [key, { by, on, of }] of Object.entries(reviews)) {
      const where = `locales/reviews.json: ${language} ${space}:${key}`
      const source = vi.get(space)?.get(key)
      if (!{ en, ...parts }[language]?.get(space)?.has(key)) problems.push(`${where} is a review of nothing`)
      else if (source === undefined || sourceMark(source) !== of)
        problems.push(
          `${where} was reviewed against other Vietnamese words: have it reviewed again, or take the review out`,
        )
      if (!by || !/^\d{4}-\d{2}-\d{2}$/.test(on ?? '')) problems.push(`${where} does not say by whom and on which day`)
    }
  }
}

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sources(path)
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : []
  })
}

/** A key in code: `'ns:key'`, or `ns:part.${x}` whose fixed parts must fit at least one sentence. */
const inCode = /(['"`])([a-z][A-Za-z0-9]*):((?:[A-Za-z0-9_-]|\.|\$\{[^}]*\})+)\1/g
for (const file of sources(join(root, 'src', 'app'))) {
  const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '')
  for (const [, quote, space, key] of code.matchAll(inCode)) {
    const texts = vi.get(space)
    // 'ns:key' of a namespace that does not exist is another kind of text, such as a URL scheme or a test's step name
    if (!texts) continue
    const keys = [...baseKeys(texts)]
    const where = file.slice(root.length + 1)
    if (quote !== '`' || !key.includes('${')) {
      // a group's name is a key too where code adds the last part, as in `${group}.${word}`
      if (!keys.some((known) => known === key || known.startsWith(`${key}.`)))
        problems.push(`${where}: "${space}:${key}" is in no locale file`)
      continue
    }
    const pattern = new RegExp(
      `^${key
        .split(/\$\{[^}]*\}/)
        .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('.+')}$`,
    )
    if (!keys.some((known) => pattern.test(known))) problems.push(`${where}: no sentence fits \`${space}:${key}\``)
  }
}

if (problems.length > 0) {
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  process.stderr.write(`i18n: ${problems.length} problem(s)\n`)
  process.exit(1)
}
const count = [...vi.values()].reduce((sum, texts) => sum + texts.size, 0)
process.stdout.write(`i18n: ${vi.size} namespaces, ${count} sentences, vi and en agree\n`)
