import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

const script = resolve(import.meta.dirname, '../../scripts/i18n-check.mjs')
const mark = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8)
let root: string

const put = (path: string, value: unknown) => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), JSON.stringify(value))
}
const check = () => {
  const { status, stderr } = spawnSync(process.execPath, [script, root], { encoding: 'utf8' })
  return { status, said: stderr }
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'i18n-'))
  mkdirSync(join(root, 'src/app'), { recursive: true })
  put('locales/vi/common.json', { back: 'Quay lại', wait_other: '{{count}} giây' })
  put('locales/en/common.json', { back: 'Back', wait_one: '{{count}} second', wait_other: '{{count}} seconds' })
  put('locales/km/common.json', {})
  put('locales/reviews.json', { en: { common: { back: { by: 'Mẫu', on: '2026-11-26', of: mark('Quay lại') } } } })
})
afterEach(() => rmSync(root, { recursive: true }))

it('agrees with texts that are whole and a review that still fits', () => {
  expect(check()).toEqual({ status: 0, said: '' })
})

it.each([
  ['a source key missing', 'locales/vi/common.json', { back: 'Quay lại' }, '"wait" is missing'],
  ['a broken placeholder', 'locales/en/common.json', { back: 'Back', wait_other: 'seconds' }, 'has placeholders {}'],
  ['a plural form missing', 'locales/en/common.json', { back: 'Back', wait_one: '{{count}} second' }, 'no _other form'],
  [
    'a broken placeholder in Khmer',
    'locales/km/common.json',
    { wait_other: 'វិនាទី' },
    'km/common.json: "wait" has placeholders {}',
  ],
  [
    'a placeholder of Chinese that is no name',
    'locales/zh/common.json',
    { wait_other: '{{数}} 秒' },
    'zh/common.json: "wait" has placeholders {}',
  ],
  [
    'a plural form that Chinese does not have',
    'locales/zh/common.json',
    { wait_one: '{{count}} 秒', wait_other: '{{count}} 秒' },
    'zh has no plural form "one"',
  ],
  [
    'Khmer without its one plural form',
    'locales/km/common.json',
    { wait_one: '{{count}} វិនាទី' },
    'no plural form "one"',
  ],
  [
    'Khmer that no Vietnamese stands behind',
    'locales/km/common.json',
    { made: 'up' },
    '"made" is in no Vietnamese file',
  ],
  [
    'Vietnamese that changed under a review',
    'locales/vi/common.json',
    { back: 'Về', wait_other: '{{count}} giây' },
    'other Vietnamese words',
  ],
  [
    'a review by nobody',
    'locales/reviews.json',
    { en: { common: { back: { on: '2026-11-26', of: mark('Quay lại') } } } },
    'by whom',
  ],
  [
    'a review of nothing',
    'locales/reviews.json',
    { zh: { common: { back: { by: 'x', on: '2026-11-26', of: '' } } } },
    'review of nothing',
  ],
])('fails on %s', (_, path, texts, said) => {
  put(path, texts)
  const result = check()
  expect(result.status).toBe(1)
  expect(result.said).toContain(said)
})
