// node scripts/build-language-names.mjs: writes locales/{vi,en,km,zh}/languages.json, the names of languages in each language that
// is written on the tablet, from the Unicode CLDR inside Node (Unicode licence 3.0), and notes them as reviewed by it. A name that
// CLDR does not have is left out: nobody invents one (design D13).
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const at = (...parts) => join(root, ...parts)

const pack = JSON.parse(readFileSync(at('src/domain/packs/languages.json'), 'utf8'))
/** CLDR's names are looked up by the shortest code there is. */
const shortest = { vie: 'vi', eng: 'en', khm: 'km', cmn: 'zh' }
const codes = Object.keys(pack.written)
const source = `Unicode CLDR ${process.versions.cldr}`
const on = process.argv[2]
if (!/^\d{4}-\d{2}-\d{2}$/.test(on ?? '')) {
  console.error('build-language-names: give the day that is noted as the day of review, e.g. 2026-11-26')
  process.exit(2)
}

const namesIn = (language) => {
  const names = new Intl.DisplayNames(language, { type: 'language', fallback: 'none' })
  return Object.fromEntries(
    codes.flatMap((code) => {
      const name = names.of(shortest[code] ?? code)
      return name === undefined ? [] : [[code, name]]
    }),
  )
}
const write = (path, value) => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`)
}

const vietnamese = namesIn('vi')
const reviews = JSON.parse(readFileSync(at('locales/reviews.json'), 'utf8'))
for (const language of ['vi', 'en', 'km', 'zh']) {
  const names = namesIn(language)
  write(at('locales', language, 'languages.json'), names)
  if (language === 'vi') continue
  const noted = Object.keys(names).map((code) => [
    code,
    { by: source, on, of: createHash('sha256').update(vietnamese[code]).digest('hex').slice(0, 8) },
  ])
  reviews[language] = { ...reviews[language], languages: Object.fromEntries(noted) }
}
write(at('locales/reviews.json'), reviews)
