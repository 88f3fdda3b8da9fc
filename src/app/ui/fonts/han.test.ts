import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '../../../..')
const signs = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu

test('every Chinese sign of the texts was cut into the font (scripts/build-fonts.mjs), else a tablet without Chinese shows boxes', () => {
  const cut = new Set(readFileSync(join(import.meta.dirname, 'han.txt'), 'utf8').trim())
  const missing = ['locales/zh', 'src/domain/packs'].flatMap((folder) =>
    readdirSync(join(root, folder)).flatMap((file) =>
      (readFileSync(join(root, folder, file), 'utf8').match(signs) ?? []).filter((sign) => !cut.has(sign)),
    ),
  )
  expect(missing).toEqual([])
})
