// @vitest-environment happy-dom
import { beforeAll, expect, test } from 'vitest'
import { startI18n } from '../i18n/i18n.ts'
import { tabletLocales } from '../i18n/tabletLocales.ts'
import { consentErrors, markUnder, signing } from './ConsentBody.tsx'

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

test('signing never makes a yes to older words one to these; signing again moves the time of a yes, clearing ends it', () => {
  const [now, mark] = [1_800_000_000_000, 'M1 1l0 0']
  expect(signing({}, '2026-12-01', mark, now)).toEqual({ mark, textVersion: '2026-12-01' })
  const yes = { given: true, textVersion: '2026-11-22' }
  expect(signing(yes, '2026-12-01', mark, now)).toEqual({ mark, textVersion: '2026-12-01', given: null })
  expect(signing(yes, '2026-11-22', mark, now)).toEqual({ mark, textVersion: '2026-11-22', at: now })
  expect(signing(yes, '2026-11-22', null, now)).toEqual({ mark: null, textVersion: '2026-11-22', given: null })
})
