#!/usr/bin/env node
// npm run i18n:report [-- --json] [-- --clips=FILE]: of every language and namespace what is missing, draft, reviewed and recorded. Guides,
// forms and the consent's text are namespaces too (`guide-new-phone`); the sounds of guides are what may be recorded in any language.
// Khmer and Chinese are for residents: of other people's words they miss all (CONTRIBUTING). Vietnamese is the source: of it only
// the recordings can be missing.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { baseKeys, readLocales, readReviews } from './i18n/readLocales.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const packs = join(root, 'src', 'domain', 'packs')
const json = (name) => JSON.parse(readFileSync(join(packs, name), 'utf8'))
const languages = json('languages.json')
const written = ['vi', 'en', 'km', 'zh']

/** Every text object of a pack: an object with a Vietnamese sentence in it. */
function textsIn(value) {
  if (!value || typeof value !== 'object') return []
  if (typeof value.vi === 'string') return [value]
  return Object.values(value).flatMap(textsIn)
}
const soundsIn = (guide) => new Set([guide.steps, guide.warnings, guide.failures].flat().map(({ sound }) => sound))

const packsOf = (kind) =>
  readdirSync(packs)
    .filter((file) => file.startsWith(kind) && file !== 'guide-claims.json')
    .map((file) => ({ name: basename(file, '.json'), pack: json(file) }))
const guides = packsOf('guide-').map(({ name, pack }) => ({ name, guide: pack }))
/** What is asked and read out from packs: nobody records it, so it has no clips. */
const asked = [...packsOf('consent-text'), ...packsOf('form-')]
const ladder = json('activation-ladder.json')
/** The activation's words stand in `locales`, its sounds come from its steps (`guideFromLadder.ts`). */
const ladderSounds = new Set([
  ...ladder.steps.map(({ id }) => `${ladder.id}/${id}`),
  ...ladder.steps.flatMap(({ warnings }) => warnings.map((id) => `warning/${id}`)),
  ...ladder.failures.map(({ id }) => `remedy/${id}`),
])

const reviews = readReviews(root)
const source = readLocales(root, 'vi')

function localeRow(language, space) {
  const own = readLocales(root, language).get(space) ?? new Map()
  const keys = baseKeys(source.get(space))
  const have = baseKeys(own)
  const reviewed = [...have].filter((key) => reviews[language]?.[space]?.[key]).length
  if (language === 'vi') return { sentences: keys.size, missing: 0, draft: null, reviewed: null }
  const there = [...keys].filter((key) => have.has(key)).length
  return { sentences: keys.size, missing: keys.size - there, draft: there - reviewed, reviewed }
}

function packRow(language, pack) {
  const texts = textsIn(pack)
  if (language === 'vi') return { sentences: texts.length, missing: 0, draft: null, reviewed: null }
  const found = texts.flatMap((text) => text[language] ?? [])
  const draft = found.filter((one) => typeof one === 'string').length
  return { sentences: texts.length, missing: texts.length - found.length, draft, reviewed: found.length - draft }
}

/** None ships with the app: a commune's own are in its hub, and `npm run hub -- clips --json > FILE` tells which. */
const clipsFile = process.argv.find((argument) => argument.startsWith('--clips='))?.slice('--clips='.length)
const recorded = clipsFile === undefined ? {} : JSON.parse(readFileSync(clipsFile, 'utf8'))
/** One writing may be spoken in several ways: a sentence counts that is recorded in any of them. */
const spokenAs = (language) => Object.keys(languages.written).filter((code) => languages.written[code] === language)
const clipsOf = (language, sounds) => ({
  sounds: sounds.size,
  clips: [...sounds].filter((sound) =>
    [language, ...spokenAs(language)].some((code) => recorded[code]?.includes(sound)),
  ).length,
})

const rows = []
for (const language of written) {
  for (const space of source.keys()) {
    const clips = clipsOf(language, space === 'ladder' ? ladderSounds : new Set())
    rows.push({ language, namespace: space, ...localeRow(language, space), ...clips })
  }
  for (const { name, guide } of guides) {
    rows.push({ language, namespace: name, ...packRow(language, guide), ...clipsOf(language, soundsIn(guide)) })
  }
  for (const { name, pack } of asked) {
    rows.push({ language, namespace: name, ...packRow(language, pack), ...clipsOf(language, new Set()) })
  }
}
const soundOnly = languages.languages.map(([code]) => code).filter((code) => languages.written[code] === undefined)
for (const language of soundOnly) {
  for (const { namespace, sounds } of [
    { namespace: 'ladder', sounds: ladderSounds },
    ...guides.map(({ name, guide }) => ({ namespace: name, sounds: soundsIn(guide) })),
  ]) {
    rows.push({
      language,
      namespace,
      sentences: null,
      missing: null,
      draft: null,
      reviewed: null,
      ...clipsOf(language, sounds),
    })
  }
}

if (process.argv.includes('--json')) {
  console.log(JSON.stringify(rows, null, 2))
} else {
  const columns = ['language', 'namespace', 'sentences', 'missing', 'draft', 'reviewed', 'clips']
  const cells = rows.map((row) => ({
    ...row,
    language: soundOnly.includes(row.language) ? `${row.language} ♪` : row.language,
    clips: row.sounds === 0 ? '' : `${row.clips}/${row.sounds}`,
  }))
  const textOf = (value) => (value === null ? '' : String(value))
  const widths = columns.map((name) => Math.max(name.length, ...cells.map((row) => textOf(row[name]).length)))
  const line = (values) =>
    values
      .map((value, index) => textOf(value).padEnd(widths[index]))
      .join('  ')
      .trimEnd()
  console.log(line(columns))
  for (const row of cells) console.log(line(columns.map((name) => row[name])))
  for (const language of written.slice(1)) {
    const sum = (name) => rows.filter((row) => row.language === language).reduce((all, row) => all + row[name], 0)
    console.log(
      `${language}: ${sum('missing')} missing, ${sum('draft')} draft, ${sum('reviewed')} reviewed, of ${sum('sentences')}`,
    )
  }
}
