#!/usr/bin/env node
/**
 * Holds the promise that Vietnamese and English are both whole: fails when a key is missing on one side, when the
 * placeholders of a sentence differ, or when code asks for a sentence that does not exist.
 *
 *   node scripts/i18n-check.mjs [root]
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import process from 'node:process'

const root = resolve(process.argv[2] ?? '.')
const plural = /_(zero|one|two|few|many|other)$/
const problems = []

/** `{a: {b: 'x'}}` → Map { 'a.b' → 'x' } */
function flatten(texts, prefix, into, where) {
  for (const [key, value] of Object.entries(texts)) {
    const path = prefix ? `${prefix}.${key}` : key
    if (typeof value === 'string') {
      if (value.trim() === '') problems.push(`${where}: "${path}" is empty`)
      into.set(path, value)
    } else if (value && typeof value === 'object' && !Array.isArray(value)) flatten(value, path, into, where)
    else problems.push(`${where}: "${path}" is neither a sentence nor a group of sentences`)
  }
  return into
}

function read(language) {
  const folder = join(root, 'locales', language)
  const spaces = new Map()
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    const where = `locales/${language}/${file}`
    try {
      spaces.set(
        basename(file, '.json'),
        flatten(JSON.parse(readFileSync(join(folder, file), 'utf8')), '', new Map(), where),
      )
    } catch (error) {
      problems.push(`${where}: cannot be read: ${error.message}`)
    }
  }
  return spaces
}

const placeholders = (text) => [...text.matchAll(/\{\{\s*([\w.]+)/g)].map((match) => match[1]).sort()
/** The keys as code writes them: the plural endings belong to the language, not to the key. */
const baseKeys = (texts) => new Set([...texts.keys()].map((key) => key.replace(plural, '')))

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

/** Every form of a key: `key`, or its plural endings. */
const forms = (texts, base) => [...texts].filter(([key]) => key.replace(plural, '') === base).map(([, text]) => text)
for (const [space, texts] of vi) {
  const other = en.get(space)
  if (!other) continue
  for (const base of baseKeys(texts)) {
    const wanted = placeholders(forms(texts, base)[0] ?? '').join(',')
    for (const text of forms(other, base)) {
      const found = placeholders(text).join(',')
      if (found !== wanted)
        problems.push(`locales/en/${space}.json: "${base}" has placeholders {${found}}, vi has {${wanted}}`)
    }
  }
  for (const key of other.keys()) {
    if (/_one$/.test(key) && !other.has(key.replace(/_one$/, '_other'))) {
      problems.push(`locales/en/${space}.json: "${key}" has no _other form`)
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
