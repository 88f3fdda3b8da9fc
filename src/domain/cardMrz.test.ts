import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDigitOf, type MrzLines, mrzProblems, parseMrz, tidyMrz } from './cardMrz.ts'

// of domain/data/identity-vectors.json; all people are invented
const mau: MrzLines = [
  'IDVNM1850123459070185012345<<0',
  '8504098F4504090VNM<<<<<<<<<<<6',
  'THI<<MAU<MAU<<<<<<<<<<<<<<<<<<',
]
const thu: MrzLines = [
  'IDVNM2040543215075204054321<<1',
  '0401319M2901318VNM<<<<<<<<<<<6',
  'NGUYEN<<VAN<THU<<<<<<<<<<<<<<<',
]
const lines = (first: string, second: string, third: string): MrzLines => [first, second, third]
const problemsOf = (typed: MrzLines) => {
  const parsed = parseMrz(typed)
  return parsed.ok ? [] : parsed.problems.map(({ line, code }) => `${line} ${code}`)
}

describe('the three lines on the back', () => {
  it('are read as the valid ones of identity-vectors.json say; their name is one to be mended', () => {
    expect(parseMrz(mau)).toEqual({
      ok: true,
      card: {
        from: 'mrz',
        idNumber: '070185012345',
        name: 'Thi Mau Mau',
        birthDate: '1985-04-09',
        sex: 'f',
        damage: { name: 'bare' },
        unread: [],
      },
    })
    expect(parseMrz(thu)).toMatchObject({
      ok: true,
      card: { idNumber: '075204054321', name: 'Nguyen Van Thu', birthDate: '2004-01-31', sex: 'm' },
    })
  })

  it('say where to look again (invalid of identity-vectors.json)', () => {
    expect(problemsOf(lines(mau[0], '8504099F4504090VNM<<<<<<<<<<<6', mau[2]))).toEqual(['2 mrzBirthCheck'])
    expect(problemsOf(lines(mau[0].replace('IDVNM1', 'IDVNM7'), mau[1], mau[2]))).toEqual(['1 mrzNumberCheck'])
    expect(problemsOf(lines(mau[0].replace('2345<<', '2346<<'), mau[1], mau[2]))).toEqual(['1 mrzIdMismatch'])
    expect(problemsOf(lines(mau[0], mau[1].replace('F45', 'F46'), mau[2]))).toEqual(['2 mrzExpiryCheck'])
    expect(problemsOf(lines(mau[0], mau[1].replace(/6$/, '7'), mau[2]))).toEqual(['2 mrzWholeCheck'])
    expect(problemsOf(lines('IDVNM18501', '', '1'))).toEqual(['1 mrzLine1Form', '2 mrzMissing'])
    expect(problemsOf(lines(mau[0], mau[1], '9'))).toEqual(['3 mrzLine3Form'])
  })

  it('say of the first two whether they fit while the name is still to come', () => {
    expect(mrzProblems(lines(mau[0], mau[1], '')).map(({ code }) => code)).toEqual(['mrzMissing'])
    const mistyped = lines(mau[0], '8504099F4504090VNM<<<<<<<<<<<6', '')
    expect(mrzProblems(mistyped).map(({ line, code }) => `${line} ${code}`)).toEqual([
      '2 mrzBirthCheck',
      '3 mrzMissing',
    ])
  })

  it('may be typed without their fillers, in small letters, and with letters that look like digits', () => {
    expect(tidyMrz(lines('idvnm 185O123459 07O1850l2345 0', '8504098f4504090vnm6', 'thi  mau mau'))).toEqual(mau)
    expect(tidyMrz(lines(thu[0].replaceAll('<', ''), thu[1].replaceAll('<', '.'), 'nguyen<<van-thu'))).toEqual(thu)
  })

  it('may be of a card without an end', () => {
    const first = mau[0].slice(5)
    const second = `8504098F${'<'.repeat(6)}0VNM${'<'.repeat(11)}`
    const whole = checkDigitOf(`${first}8504098${'<'.repeat(6)}0${'<'.repeat(11)}`)
    expect(problemsOf(lines(mau[0], `${second}${whole}`, mau[2]))).toEqual([])
    expect(problemsOf(lines(mau[0], `8504098F0VNM${whole}`, mau[2]))).toEqual([])
  })

  it('never pass with one digit of the first two lines typed wrong', () => {
    const wrong = fc.tuple(fc.constantFrom(0, 1), fc.nat(29), fc.constantFrom(...'0123456789'))
    fc.assert(
      fc.property(wrong, ([at, place, digit]) => {
        const line = mau[at] ?? ''
        fc.pre(/\d/.test(line[place] ?? '') && line[place] !== digit)
        const typed = line.slice(0, place) + digit + line.slice(place + 1)
        expect(problemsOf(lines(at === 0 ? typed : mau[0], at === 1 ? typed : mau[1], mau[2])).length).toBe(1)
      }),
      { numRuns: 500 },
    )
  })

  it('never pass with two digits of one copy of the number wrong, which every check digit may miss', () => {
    const passed: string[] = []
    const look = (one: number, other: number, figures: number) => {
      const signs = [...mau[0]]
      signs[one] = String(figures % 10)
      signs[other] = String(Math.floor(figures / 10))
      const typed = signs.join('')
      if (typed !== mau[0] && problemsOf(lines(typed, mau[1], mau[2])).length === 0) passed.push(typed)
    }
    for (const start of [5, 18])
      for (let one = start; one < start + 9; one++)
        for (let other = one + 1; other < start + 9; other++)
          for (let figures = 0; figures < 100; figures++) look(one, other, figures)
    expect(passed).toEqual([])
  })

  it('never make anything fall over', () => {
    const any = fc.string({ unit: 'binary', maxLength: 40 })
    fc.assert(
      fc.property(any, any, any, (...typed) => {
        expect(parseMrz(typed).ok).toBe(false)
      }),
    )
  })
})
