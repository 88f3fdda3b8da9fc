import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ageOn,
  formatPartialDate,
  isAfter,
  parsePartialDate,
  partialDateFromTyped,
  printPartialDate,
} from './partialDate.ts'

const date = (text: string) => {
  const parsed = parsePartialDate(text)
  if (!parsed.ok) throw new Error(parsed.problem)
  return parsed.date
}
const problem = (text: string) => {
  const parsed = parsePartialDate(text)
  return parsed.ok ? undefined : parsed.problem
}

describe('parsePartialDate', () => {
  it('knows a year, a month and a day', () => {
    expect(date('1950')).toEqual({ year: 1950 })
    expect(date('1950-02')).toEqual({ year: 1950, month: 2 })
    expect(date('1950-02-28')).toEqual({ year: 1950, month: 2, day: 28 })
  })

  it('knows the real calendar', () => {
    expect(problem('2024-02-29')).toBeUndefined()
    expect(problem('2000-02-29')).toBeUndefined()
    for (const no of ['2023-02-29', '1900-02-29', '2024-04-31', '2024-13', '2024-00', '2024-01-00', '2024-01-32']) {
      expect(problem(no)).toBe('dateNotInCalendar')
    }
    for (const no of ['1849', '2200-01-01']) expect(problem(no)).toBe('dateYear')
    for (const no of ['', '50', '1950-2', '1950-02-1', '1/2/1950', ' 1950', '1950-02-01T00:00']) {
      expect(problem(no)).toBe('dateForm')
    }
  })

  it('agrees with the platform calendar on every day, and prints back what it read', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1850-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), (at) => {
        const text = at.toISOString().slice(0, 10)
        expect(formatPartialDate(date(text))).toBe(text)
      }),
    )
  })
})

describe('partialDateFromTyped', () => {
  it('takes three numbers, unknown ones empty', () => {
    expect(partialDateFromTyped({ day: '5', month: '2', year: '1950' })).toEqual(parsePartialDate('1950-02-05'))
    expect(partialDateFromTyped({ day: '', month: ' ', year: '1950' })).toEqual(parsePartialDate('1950'))
    expect(partialDateFromTyped({ day: '', month: '12', year: '1950' })).toEqual(parsePartialDate('1950-12'))
  })

  it('refuses a day without its month, a short year, a letter', () => {
    expect(partialDateFromTyped({ day: '5', month: '', year: '1950' })).toEqual({ ok: false, problem: 'dateForm' })
    expect(partialDateFromTyped({ day: '5', month: '2', year: '50' })).toEqual({ ok: false, problem: 'dateForm' })
    expect(partialDateFromTyped({ day: 'a', month: '2', year: '1950' })).toEqual({ ok: false, problem: 'dateForm' })
    expect(partialDateFromTyped({ day: '31', month: '2', year: '1950' })).toEqual({
      ok: false,
      problem: 'dateNotInCalendar',
    })
  })
})

it('prints as Vietnamese papers do', () => {
  expect(['1950', '1950-02', '1950-02-05'].map((text) => printPartialDate(date(text)))).toEqual([
    '1950',
    '02/1950',
    '05/02/1950',
  ])
})

describe('ageOn', () => {
  const age = (birth: string, on: string) => ageOn(date(birth), date(on))

  it('counts completed years', () => {
    expect(age('2012-11-22', '2026-11-21')).toEqual({ least: 13, most: 13 })
    expect(age('2012-11-22', '2026-11-22')).toEqual({ least: 14, most: 14 })
  })

  it('says both ages where day or month is unknown', () => {
    expect(age('2012', '2026-11-22')).toEqual({ least: 13, most: 14 })
    expect(age('2012-11', '2026-11-22')).toEqual({ least: 13, most: 14 })
    expect(age('2012-10', '2026-11-22')).toEqual({ least: 14, most: 14 })
  })

  it('gives someone born on 29 February the birthday of a common year on 1 March', () => {
    expect(age('2012-02-29', '2026-02-28').most).toBe(13)
    expect(age('2012-02-29', '2026-03-01').least).toBe(14)
    expect(age('2012-02-29', '2028-02-29').least).toBe(16)
  })

  it('is negative for a birth to come', () => {
    expect(age('2027-01-01', '2026-11-22').most).toBe(-1)
  })
})

it('tells a date that lies wholly after a day', () => {
  expect(isAfter(date('2027'), date('2026-11-22'))).toBe(true)
  expect(isAfter(date('2026'), date('2026-11-22'))).toBe(false)
  expect(isAfter(date('2026-12'), date('2026-11-22'))).toBe(true)
  expect(isAfter(date('2026-11-22'), date('2026-11-22'))).toBe(false)
  expect(isAfter(date('2026-11-23'), date('2026-11-22'))).toBe(true)
})
