import { describe, expect, it } from 'vitest'
import { consentProblems, consentTextSchema, guardianNeed, loadConsentText, spokenConsent } from './consent.ts'

describe('the consent text', () => {
  const text = loadConsentText()

  it('says who, what for, which data, who reads, and the rights, in both languages, and asks at the end', () => {
    expect(text.points.map(({ id }) => id)).toEqual([
      'who',
      'purpose',
      'data',
      'secrets',
      'readers',
      'storage',
      'rights',
      'question',
    ])
    const vi = spokenConsent(text, 'vi')
    for (const right of ['xem', 'sửa', 'rút lại', 'xóa', 'xin một bản', 'khiếu nại']) expect(vi).toContain(right)
    expect(spokenConsent(text, 'en').split('\n').at(-1)).toBe('Do you agree?')
  })

  it('names no clause and says that it is a draft', () => {
    expect(spokenConsent(text, 'vi')).not.toMatch(/Điều \d|khoản \d|Luật|NĐ/)
    expect(text.draft).toBe(true)
  })

  it('is refused without a version or without a point', () => {
    expect(consentTextSchema.safeParse({ ...text, version: 'new' }).success).toBe(false)
    expect(consentTextSchema.safeParse({ ...text, points: [] }).success).toBe(false)
  })
})

describe('guardianNeed (facts §2)', () => {
  const today = { year: 2026, month: 11, day: 22 }

  it('changes on the sixth and the fourteenth birthday', () => {
    expect(guardianNeed({ year: 2012, month: 11, day: 22 }, today)).toEqual({
      guardian: false,
      levelTwo: true,
      certain: true,
    })
    expect(guardianNeed({ year: 2012, month: 11, day: 23 }, today)).toEqual({
      guardian: true,
      levelTwo: true,
      certain: true,
    })
    expect(guardianNeed({ year: 2020, month: 11, day: 22 }, today)).toEqual({
      guardian: true,
      levelTwo: true,
      certain: true,
    })
    expect(guardianNeed({ year: 2020, month: 11, day: 23 }, today)).toEqual({
      guardian: true,
      levelTwo: false,
      certain: true,
    })
  })

  it('counts the younger age where the birthday is unknown, and says so', () => {
    expect(guardianNeed({ year: 2012 }, today)).toEqual({ guardian: true, levelTwo: true, certain: false })
    expect(guardianNeed({ year: 2020 }, today)).toEqual({ guardian: true, levelTwo: false, certain: false })
    expect(guardianNeed({ year: 1950 }, today)).toEqual({ guardian: false, levelTwo: true, certain: true })
  })
})

describe('consentProblems', () => {
  const given = { given: true, at: 1, textVersion: '2026-11-22', method: 'voice' }

  it('takes a whole yes', () => {
    expect(consentProblems(given, { guardian: false })).toEqual([])
    expect(
      consentProblems({ ...given, guardianName: 'Thị Mẫu', guardianRelation: 'mother' }, { guardian: true }),
    ).toEqual([])
  })

  it('takes neither silence nor a no', () => {
    expect(consentProblems({}, { guardian: false })).toEqual(['consentNotAnswered'])
    expect(consentProblems({ ...given, given: false }, { guardian: false })).toEqual(['consentRefused'])
  })

  it('names what is missing', () => {
    expect(consentProblems({ given: true }, { guardian: true })).toEqual([
      'consentMethodMissing',
      'consentTimeMissing',
      'consentVersionMissing',
      'guardianNameMissing',
      'guardianRelationMissing',
    ])
  })
})
