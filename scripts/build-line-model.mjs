// node scripts/build-line-model.mjs [--data FILE]: cuts what reads the lines on the back of a card out of Tesseract's English model, as
// Debian has it (apt-get install tesseract-ocr tesseract-ocr-eng; Apache-2.0), and writes it into src/app/scan/lines. Nine tenths of
// that model are dictionaries, which know no card; what stays is the net, its signs and its version. Cut at hand, as the fonts are.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const out = join(dirname(fileURLToPath(import.meta.url)), '..', 'src', 'app', 'scan', 'lines', 'eng.traineddata')
const given = process.argv.indexOf('--data')
const whole = given < 0 ? '/usr/share/tesseract-ocr/5/tessdata/eng.traineddata' : process.argv[given + 1]

const folder = mkdtempSync(join(tmpdir(), 'tram-so-model-'))
const run = (...args) => {
  const { status, stderr } = spawnSync('combine_tessdata', args, { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`combine_tessdata ${args.join(' ')}: ${stderr}`)
}
try {
  run('-u', whole, 'eng.')
  for (const name of readdirSync(folder)) if (name.endsWith('-dawg')) rmSync(join(folder, name))
  run('eng.')
  copyFileSync(join(folder, 'eng.traineddata'), out)
  console.log(`${out}: ${statSync(out).size} bytes of ${statSync(whole).size}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
