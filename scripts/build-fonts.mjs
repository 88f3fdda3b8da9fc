// node scripts/build-fonts.mjs [--fonts DIR] [--only han]: cuts the letters that no web package has out of Debian's Noto fonts, and writes them
// with their unicode ranges into src/app/ui/fonts. Needs pyftsubset (apt-get install fonttools python3-brotli) and the fonts of
// fonts-noto-core, fonts-noto-extra and fonts-noto-cjk, installed or unpacked into DIR. Khmer comes whole from @fontsource.
//
// letters: what S'tiêng, M'nông and their neighbours may need and Be Vietnam Pro lacks (facts §8; which letters each orthography
//   needs is for its reviewer to say), with the plain letters under their marks: a mark and its letter must be of one font.
// han: the Chinese signs that stand in locales/zh or in a pack, and no others; which they are stands in han.txt, and han.test.ts
//   compares. The range of the face is that of the writing: a sign that was not cut is one of the device's own font.
// --only NAME cuts the files whose names begin so and leaves the others as they are.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const at = (...parts) => join(root, ...parts)
const out = at('src', 'app', 'ui', 'fonts')
const given = process.argv.indexOf('--fonts')
const folders = given < 0 ? ['/usr/share/fonts'] : ['/usr/share/fonts', process.argv[given + 1]]

function find(name) {
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && entry.name === name) return join(entry.parentPath ?? entry.path, entry.name)
    }
  }
  throw new Error(`${name} is in none of ${folders.join(', ')}`)
}

/** Latin Extended-A and what stands beyond it in the orthographies of the region, then the marks. */
const special = ['U+0100-017F', 'U+0180-0183', 'U+0243', 'U+0253', 'U+0294', 'U+02BC']
const marks = ['U+0300-030C', 'U+0323-0324', 'U+032D-0331']
/** The letters that may carry a mark; a page of Vietnamese takes them from Be Vietnam Pro. */
const plain = ['U+0041-005A', 'U+0061-007A', 'U+00C0-00FF', 'U+01A0-01A1', 'U+01AF-01B0', 'U+1EA0-1EF9']

function hanIn(value) {
  // with the marks that are as wide as a sign: they have no other font
  if (typeof value === 'string') return value.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu) ?? []
  return value && typeof value === 'object' ? Object.values(value).flatMap(hanIn) : []
}
const json = (path) => JSON.parse(readFileSync(path, 'utf8'))
const packs = at('src', 'domain', 'packs')
const han = [
  ...readdirSync(at('locales', 'zh')).map((file) => json(at('locales', 'zh', file))),
  ...readdirSync(packs).map((file) => json(join(packs, file))),
].flatMap(hanIn)
const hanSigns = [...new Set(han)].sort()
const hanRange = hanSigns.map((sign) => `U+${sign.codePointAt(0).toString(16).toUpperCase()}`)

/** Signs, their marks, and Latin as wide as they are. */
const hanBlocks = ['U+3000-303F', 'U+4E00-9FFF', 'U+FF00-FFEF']

const faces = [
  {
    file: 'letters-500',
    family: 'Noto Sans Letters',
    weight: 500,
    source: 'NotoSans-Medium.ttf',
    range: [...special, ...marks, ...plain],
  },
  {
    file: 'letters-700',
    family: 'Noto Sans Letters',
    weight: 700,
    source: 'NotoSans-Bold.ttf',
    range: [...special, ...marks, ...plain],
  },
  {
    file: 'han-500',
    family: 'Noto Sans SC',
    weight: 500,
    source: 'NotoSansCJK-Regular.ttc',
    number: 2,
    range: hanRange,
    says: hanBlocks,
  },
  {
    file: 'han-700',
    family: 'Noto Sans SC',
    weight: 700,
    source: 'NotoSansCJK-Bold.ttc',
    number: 2,
    range: hanRange,
    says: hanBlocks,
  },
]

const only = process.argv.indexOf('--only')
const wanted = only < 0 ? '' : process.argv[only + 1]
for (const { file, source, number, range } of faces.filter((face) => face.file.startsWith(wanted))) {
  const path = join(out, `${file}.woff2`)
  const { status, stderr } = spawnSync(
    'pyftsubset',
    [
      find(source),
      `--unicodes=${range.join(',')}`,
      '--flavor=woff2',
      '--layout-features=ccmp,locl,mark,mkmk,kern',
      '--no-hinting',
      '--desubroutinize',
      `--output-file=${path}`,
      ...(number === undefined ? [] : [`--font-number=${number}`]),
    ],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  console.log(`${String(statSync(path).size).padStart(7)}  ${file}.woff2`)
}

const css = faces.map(
  ({ file, family, weight, range, says = range }) => `@font-face {
  font-family: "${family}";
  font-style: normal;
  font-display: swap;
  font-weight: ${weight};
  src: url("./${file}.woff2") format("woff2");
  unicode-range: ${says.join(', ')};
}
`,
)
writeFileSync(join(out, 'han.txt'), `${hanSigns.join('')}\n`)
writeFileSync(
  join(out, 'cut.css'),
  `/* Written by scripts/build-fonts.mjs, with the .woff2 beside it. */\n${css.join('\n')}`,
)
