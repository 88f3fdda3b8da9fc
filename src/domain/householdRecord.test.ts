import { describe, expect, it } from 'vitest'
import { holdsPaperNumber } from './householdRecord.ts'

const zeroWidth = '\u200b'

describe('the number of a paper or phone', () => {
  it.each([
    '070050001234',
    '0912.345.678',
    '070/050/001/234',
    '070,050,001,234',
    '070_050_001_234',
    '070–050–001–234',
    ['070', '050', '001', '234'].join(zeroWidth),
    '０７００５０００１２３４',
    '០៧០០៥០០០១២៣៤',
    '(0271) 3 888 888',
    'số x070050001234',
  ])('is found in %s (SPEC RND-2)', (text) => {
    expect(holdsPaperNumber(text)).toBe(true)
  })

  it.each(['', 'Tổ 2, hẻm 14/3', 'đến 27/11/2026 lúc 7 giờ', 'sinh 12/05/1950', '12345678', 'hộ 014 có 5 người'])(
    'is not %s',
    (text) => {
      expect(holdsPaperNumber(text)).toBe(false)
    },
  )
})
