// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest'
import en from '../../../locales/en/problems.json'
import vi from '../../../locales/vi/problems.json'
import { packReasons } from '../../protocol/pack.ts'
import { alarmCodes, itemReasons, problems } from '../../protocol/problems.ts'
import { setLanguage, startI18n } from './i18n.ts'
import { errorLine, problemCodeOf, problemLine, problemText } from './problemText.ts'

const storeCodes = ['unknown-tenant', 'duplicate', 'unavailable', 'disk-full', 'conflict']
const screenCodes = ['no-line', 'timeout', 'bad-answer', 'passkey-known', 'passkey-not-shown']
const codes = [
  ...new Set([...Object.keys(problems), ...itemReasons, ...alarmCodes, ...packReasons, ...storeCodes, ...screenCodes]),
]

beforeAll(() =>
  startI18n({
    bundled: { problems: vi },
    lazy: { vi: async () => ({ messages: { problems: vi } }), en: async () => ({ messages: { problems: en } }) },
  }),
)

describe.each(['vi', 'en'] as const)('problem texts in %s', (language) => {
  beforeAll(() => setLanguage(language))

  it.each(codes)('says what %s is and what to do', (code) => {
    const unknown = problemText('never-heard-of').text
    const { text, todo } = problemText(code)
    expect(text).toMatch(/[.]$/)
    expect(todo).toMatch(/[.]$/)
    expect(text).not.toBe(unknown)
    expect(`${text}${todo}`).not.toContain('{{')
  })

  it('names a code of a newer hub', () => {
    expect(problemLine('made-up-tomorrow')).toContain('made-up-tomorrow')
  })
})

it('reads the code of an error that has one', () => {
  expect(problemCodeOf(Object.assign(new Error('x'), { code: 'busy' }))).toBe('busy')
  expect(problemCodeOf(new Error('x'))).toBe('unknown')
  expect(problemCodeOf('busy')).toBe('unknown')
  expect(errorLine(Object.assign(new Error('x'), { code: 'busy' }))).toBe(problemLine('busy'))
})

it('lets nobody add a text without its code', () => {
  const known = new Set([...codes, 'both', 'unknown'])
  expect(Object.keys(vi).filter((key) => !known.has(key))).toEqual([])
})
