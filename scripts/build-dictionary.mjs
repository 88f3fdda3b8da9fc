// Writes src/protocol/dictionaryV1.ts and codesV1.ts, the preset dictionary and codes of deflate (SPEC ITM-7):
// node scripts/build-dictionary.mjs. Made of the record schemas, the packs, the words that screens say, two lists of common
// words and samples invented from them; never of anybody's case, nor of a benchmark's. The same input gives the same bytes.
// A wire version freezes both (src/protocol/codings.test.ts holds their hashes): what is built from later schemas or words
// gets the next number.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { tsImport } from 'tsx/esm/api'
import { samplePayloads } from './dictionary/samples.mjs'

const root = new URL('../', import.meta.url)
const read = (path) => readFileSync(new URL(path, root), 'utf8')
const pack = (name) => JSON.parse(read(`src/domain/packs/${name}.json`))
const load = (path) => tsImport(fileURLToPath(new URL(path, root)), import.meta.url)
const { recordTypes } = await load('src/domain/records.ts')
const choices = await load('src/domain/choices.ts')
const { tryResults } = await load('src/domain/activationLadder.ts')

const maxBytes = 16_384
const bytesOf = (text) => Buffer.byteLength(text)
const ladder = pack('activation-ladder')
const form = pack('form-marital-status')

// ---- JSON as payloads write it: each field with what its value begins with, in the order of the schemas
/** Values of open words that a schema does not list, likeliest last (src/domain/choices.ts, the packs). */
const knownWords = {
  sex: choices.sexes,
  phoneOwner: ['none', 'relative', 'shared', 'self'],
  method: ['fingerprint', 'signature', 'voice'],
  outcome: ['noDevice', 'declined', 'blocked', 'pending', 'activated'],
  channel: ['desk', 'kiosk', 'home-visit', 'mobile-team'],
  hear: ['khm', 'stt', 'sti', 'vie'],
  ethnicGroup: ['Xtiêng', 'Kinh'],
  guardianRelation: ['ông bà', 'mẹ', 'cha'],
  communeListDate: ['2025-06-30', '2026-04-30'],
  textVersion: [pack('consent-text').version],
  procedureCode: [form.procedureCode],
  formId: [form.id],
  formVersion: [form.version],
  state: choices.paperStates,
  result: tryResults,
  failure: ladder.failures.map(({ id }) => id),
  step: ladder.steps.map(({ id }) => id),
}
/** How values begin that are no words: centuries of births, the days and numbers of these years. */
const beginnings = {
  idNumber: '0',
  oldIdNumber: '2',
  birthDate: '19',
  phone: '0',
  followUpDate: '2026-',
  guardianIdNumber: '0',
}

const inner = (type) => {
  const { def } = type._zod
  return ['optional', 'nullable', 'union'].includes(def.type) ? inner(def.innerType ?? def.options[0]) : type
}

function startOf(name, given) {
  const type = inner(given)
  const { def } = type._zod
  if (def.type === 'boolean') return 'true'
  // an instant or a small count; both begin like this often enough
  if (def.type === 'number') return ['attempts', 'tries', 'amountDong'].includes(name) ? '1' : '179'
  if (def.type === 'array') {
    const element = inner(def.element)
    return element._zod.def.type === 'object' ? `[{${fieldsOf(element._zod.def.shape)}}]` : '["'
  }
  return `"${(knownWords[name] ?? []).at(-1) ?? beginnings[name] ?? ''}"`
}

const fieldsOf = (shape) =>
  Object.entries(shape)
    .map(([name, type]) => `"${name}":${startOf(name, type)}`)
    .join(',')

const groupsOf = (type) =>
  Object.entries(type.groups)
    .map(([name, { schema }]) => `"${name}":{${schema._zod.def.shape ? fieldsOf(schema._zod.def.shape) : ''}}`)
    .join(',')

const payloadOf = (type) => `{"g":{${groupsOf(type)}},"b":0,"c":{"name":"resubmit"}"submit"},"t":[1`

/** The other words of each field, as they stand in JSON. */
const otherWords = Object.entries(knownWords)
  .filter(([name]) => name !== 'failure' && name !== 'step')
  .flatMap(([name, words]) => words.slice(0, -1).map((word) => `"${name}":"${word}"`))
  .join(',')
const tries = ladder.steps.map(({ id }) => `"tries":1,"ok":true,"result":"done"},{"step":"${id}","at":179`).join('')
const failures = ladder.failures.map(({ id }) => `"tries":2,"ok":false,"result":"failed","failure":"${id}"`).join('},')

// ---- forms: the field ids of their sections, and what their choices print
const answers = form.sections
  .map(({ id, lines }) => {
    const fields = lines.flatMap((line) => line.fields ?? []).map((one) => `"${one.id}":"`)
    return `"${id}":{${fields.join('",')}"}`
  })
  .join(',')

// ---- official names
const newCommunes = pack('communes').new.map(([, name]) => name.replace(/^(Phường|Xã|Đặc khu) /, ''))
const communes = [...new Set(newCommunes)].join(', ')
const provinces = [...new Set(Object.values(pack('id-prefixes').prefixes))].join(', ')
const groups = pack('ethnic-groups')
  .groups.map(([name]) => name)
  .reverse()
  .join('","')
const languages = pack('languages')
  .languages.map(([code]) => code)
  .reverse()
  .join('","')

// ---- words: the two lists, then those that the tablet's screens say more than once
const linesOf = (file) =>
  read(`scripts/dictionary/${file}`)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
/** Each word once, at the last place where it stands: nearer to the end is cheaper to point at. */
function once(words) {
  const last = new Map(words.map((word, at) => [word, at]))
  return words.filter((word, at) => last.get(word) === at)
}

const screens = ['activation', 'ladder', 'consent', 'dossier', 'form', 'problems']
function spokenWords() {
  const counts = new Map()
  const count = (value) => {
    if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) count(inner)
    else
      for (const word of String(value)
        .toLowerCase()
        .match(/\p{L}+/gu) ?? [])
        counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  for (const name of screens) count(JSON.parse(read(`locales/vi/${name}.json`)))
  return [...counts]
    .filter(([word, n]) => n > 2 && word.length > 1)
    .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
    .map(([word]) => word)
}
const everyday = linesOf('words.txt')
const sentences = everyday.pop()
const words = once([...everyday.join(' ').split(' '), ...spokenWords()])
// given names, middle names, family names; then the commonest beginnings whole
const nameLines = linesOf('names.txt')
const beginningsOfNames = nameLines.pop()
const names = [...nameLines.map((line) => once(line.split(' ')).join(' ')).reverse(), beginningsOfNames]

// ---- together: rarest first; what does not fit is cut off at the front
const frame = (text) => ` ${text} `
// The words of names and notes are needed many times a record, each field of it once: they stand nearest to the end.
const tail = [
  frame(provinces),
  frame(communes),
  `"${languages}"`,
  `"${groups}"`,
  failures,
  answers,
  payloadOf(recordTypes.dossier),
  otherWords,
  frame(names.join(' ')),
  frame(words.join(' ')),
  frame(sentences),
  `"}},"b":-1,"t":[1],"o":{"x":["p":"","text":"Số , tổ , ấp , khu phố , thôn , xã , phường , tỉnh Đồng Nai`,
  tries,
  payloadOf(recordTypes.activation),
]
let text = tail.join('')
while (bytesOf(text) > maxBytes) text = text.slice(1)

// ---- codes: how many bits each deflate symbol gets, learnt from invented payloads parsed with the codes of the round before
const { PresetDeflate, symbolsOf } = await load('src/protocol/presetDeflate.ts')
const wordsOf = (line) => line.split(' ')
const [family, middle, given] = nameLines.map(wordsOf)
const samples = samplePayloads(
  {
    family,
    middle,
    given,
    words,
    sentences: sentences.split(/(?<=[.,]) /),
    communes: pack('communes').new,
    provinces: Object.values(pack('id-prefixes').prefixes),
    groups: pack('ethnic-groups').groups.map(([name]) => name),
    languages: pack('languages').languages.map(([code]) => code),
    ladder,
    form,
  },
  1500,
).map((payload) => Buffer.from(JSON.stringify(payload)))

/** Readers build a table of 2^longest places for every item: the rarest symbols are made less rare until all fit. */
const longest = 12
function codeLengths(counts) {
  for (let least = 1; ; least += 1) {
    let nodes = counts.map((count, symbol) => ({ weight: Math.max(count, least), symbols: [symbol] }))
    const bits = counts.map(() => 0)
    while (nodes.length > 1) {
      nodes.sort((a, b) => a.weight - b.weight || a.symbols[0] - b.symbols[0])
      const [one, other, ...rest] = nodes
      const symbols = [...one.symbols, ...other.symbols]
      for (const symbol of symbols) bits[symbol] += 1
      nodes = [...rest, { weight: one.weight + other.weight, symbols }]
    }
    if (Math.max(...bits) <= longest) return bits.map((length) => length.toString(16)).join('')
  }
}

const dictionaryBytes = Buffer.from(text)
// the lengths of RFC 1951's own fixed codes, which all but fit texts
let codes = { literals: '8'.repeat(144) + '9'.repeat(112) + '7'.repeat(24) + '8'.repeat(6), distances: '5'.repeat(29) }
for (let round = 0; round < 6; round++) {
  const parser = new PresetDeflate(dictionaryBytes, codes)
  const literals = new Array(286).fill(0)
  const distances = new Array(29).fill(0)
  for (const sample of samples) {
    literals[256] += 1
    parser.forEachToken(sample, (lengthOrByte, distance) => {
      const [literal, far] = symbolsOf(lengthOrByte, distance)
      literals[literal] += 1
      if (far !== null) distances[far] += 1
    })
  }
  codes = { literals: codeLengths(literals), distances: codeLengths(distances) }
}

const literal = `'${text.replace(/[\\']/g, '\\$&')}'`
writeFileSync(
  new URL('src/protocol/dictionaryV1.ts', root),
  `/** Frozen with wire version 1; written by scripts/build-dictionary.mjs. Most likely strings stand last. */
export const dictionaryV1 =
  ${literal}
`,
)
const lines = codes.literals
  .match(/.{1,100}/g)
  .map((line) => `'${line}'`)
  .join(' +\n    ')
writeFileSync(
  new URL('src/protocol/codesV1.ts', root),
  `import type { PresetCodes } from './presetDeflate.ts'

/** Frozen with wire version 1; written by scripts/build-dictionary.mjs. */
export const codesV1: PresetCodes = {
  literals:
    ${lines},
  distances: '${codes.distances}',
}
`,
)
console.log(`dictionary: ${bytesOf(text)} bytes`)
if (process.argv.includes('--sizes')) for (const part of tail) console.log(bytesOf(part), part.slice(0, 100))
