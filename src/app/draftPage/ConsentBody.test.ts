// @vitest-environment happy-dom
import { beforeAll, expect, test } from 'vitest'
import { startI18n } from '../i18n/i18n.ts'
import { tabletLocales } from '../i18n/tabletLocales.ts'
import { consentErrors, markUnder } from './ConsentBody.tsx'

beforeAll(() => startI18n(tabletLocales))

const missing = (read: boolean, method: string, mark: string) =>
  consentErrors(read, method, mark).map(({ fieldId }) => fieldId)

test('whoever signs or sets a finger’s mark has done so before work goes on; whoever says yes aloud need not', () => {
  expect(missing(false, '', '')).toEqual(['read', 'method'])
  expect(missing(true, 'voice', '')).toEqual([])
  for (const method of ['signature', 'fingerprint']) {
    expect(missing(true, method, '')).toEqual(['mark'])
    expect(missing(true, method, 'M1 1l0 0')).toEqual([])
  }
})

test('what was signed under an older text is no signature under this one', () => {
  const signed = { mark: 'M1 1l0 0', textVersion: '2026-11-22' }
  expect(markUnder(signed, '2026-11-22')).toBe('M1 1l0 0')
  expect(markUnder(signed, '2026-12-01')).toBe('')
  expect(markUnder({}, '2026-12-01')).toBe('')
})
