import type { PartialDate } from './partialDate.ts'

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const
const digit = (value: number): string => digits[value] ?? ''

/** 1 to 99, as said: mười lăm, hai mươi mốt, hai mươi tư, hai mươi lăm. */
function tens(value: number): string {
  const [ten, one] = [Math.floor(value / 10), value % 10]
  if (ten === 0) return digit(one)
  const head = ten === 1 ? 'mười' : `${digit(ten)} mươi`
  if (one === 0) return head
  if (one === 5) return `${head} lăm`
  if (ten > 1 && one === 1) return `${head} mốt`
  return ten > 1 && one === 4 ? `${head} tư` : `${head} ${digit(one)}`
}

/** 1000 to 9999, every place said: hai nghìn không trăm linh năm. */
function yearInWords(year: number): string {
  const rest = year % 100
  const end = rest === 0 ? '' : rest < 10 ? ` linh ${digit(rest)}` : ` ${tens(rest)}`
  const hundreds = Math.floor(year / 100) % 10
  const middle = hundreds === 0 && rest === 0 ? '' : ` ${digit(hundreds)} trăm`
  return `${digit(Math.floor(year / 1000))} nghìn${middle}${end}`
}

/** @returns a date as the form's line "ghi bằng chữ" has it; what is not known is left out. */
export const dateInWords = ({ year, month, day }: PartialDate): string =>
  [
    day === undefined ? '' : `ngày ${tens(day)}`,
    month === undefined ? '' : `tháng ${month === 4 ? 'tư' : tens(month)}`,
    `năm ${yearInWords(year)}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
