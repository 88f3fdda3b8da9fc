import { expect, it } from 'vitest'
import { dateInWords } from './dateInWords.ts'

it.each([
  [{ year: 2026, month: 11, day: 22 }, 'ngày hai mươi hai tháng mười một năm hai nghìn không trăm hai mươi sáu'],
  [{ year: 2005, month: 4, day: 5 }, 'ngày năm tháng tư năm hai nghìn không trăm linh năm'],
  [{ year: 2000, month: 1, day: 1 }, 'ngày một tháng một năm hai nghìn'],
  [{ year: 1985, month: 10, day: 31 }, 'ngày ba mươi mốt tháng mười năm một nghìn chín trăm tám mươi lăm'],
  [{ year: 2024, month: 12, day: 15 }, 'ngày mười lăm tháng mười hai năm hai nghìn không trăm hai mươi tư'],
  [{ year: 1954, month: 2, day: 14 }, 'ngày mười bốn tháng hai năm một nghìn chín trăm năm mươi tư'],
  [{ year: 1900, month: 7, day: 20 }, 'ngày hai mươi tháng bảy năm một nghìn chín trăm'],
  [{ year: 1962 }, 'năm một nghìn chín trăm sáu mươi hai'],
])('says %o', (date, words) => {
  expect(dateInWords(date)).toBe(words)
})
