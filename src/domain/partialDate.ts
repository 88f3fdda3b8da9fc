/** A date whose day, or day and month, nobody knows: many elderly residents' papers carry only a year. */
export interface PartialDate {
  readonly year: number
  readonly month?: number
  readonly day?: number
}

export type PartialDateProblem = 'dateForm' | 'dateYear' | 'dateNotInCalendar'
export type ParsedPartialDate =
  | { readonly ok: true; readonly date: PartialDate }
  | { readonly ok: false; readonly problem: PartialDateProblem }

const firstYear = 1850
const lastYear = 2199

const isLeapYear = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** @returns how many days the month has; 0 for a month that does not exist. */
export const daysInMonth = (year: number, month: number): number =>
  [31, isLeapYear(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0

const check = (year: number, month: number | undefined, day: number | undefined): ParsedPartialDate => {
  if (year < firstYear || year > lastYear) return { ok: false, problem: 'dateYear' }
  if (month === undefined) return day === undefined ? { ok: true, date: { year } } : { ok: false, problem: 'dateForm' }
  const days = daysInMonth(year, month)
  if (days === 0 || (day !== undefined && (day < 1 || day > days))) return { ok: false, problem: 'dateNotInCalendar' }
  return { ok: true, date: day === undefined ? { year, month } : { year, month, day } }
}

/** Reads the stored form: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, years 1850 to 2199, days of the real calendar. */
export const parsePartialDate = (text: string): ParsedPartialDate => {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text)
  if (!found) return { ok: false, problem: 'dateForm' }
  const [, year, month, day] = found
  return check(
    Number(year),
    month === undefined ? undefined : Number(month),
    day === undefined ? undefined : Number(day),
  )
}

/** Reads three typed numbers; an empty day, or an empty day and month, is unknown. A day without its month is refused. */
export const partialDateFromTyped = (typed: { day: string; month: string; year: string }): ParsedPartialDate => {
  const [day, month, year] = [typed.day.trim(), typed.month.trim(), typed.year.trim()]
  if (!/^\d{4}$/.test(year) || !/^\d{0,2}$/.test(month) || !/^\d{0,2}$/.test(day))
    return { ok: false, problem: 'dateForm' }
  return check(Number(year), month === '' ? undefined : Number(month), day === '' ? undefined : Number(day))
}

const two = (n: number) => String(n).padStart(2, '0')

/** @returns the stored form: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export const formatPartialDate = ({ year, month, day }: PartialDate): string =>
  [String(year), ...(month === undefined ? [] : [two(month)]), ...(day === undefined ? [] : [two(day)])].join('-')

/** @returns the date as Vietnamese papers print it: `05/02/1950`, `02/1950` or `1950`. */
export const printPartialDate = ({ year, month, day }: PartialDate): string =>
  [...(day === undefined ? [] : [two(day)]), ...(month === undefined ? [] : [two(month)]), String(year)].join('/')

/** The earliest and the latest day that a partial date may mean, each as year, month, day. */
const bounds = ({ year, month, day }: PartialDate) => ({
  first: [year, month ?? 1, day ?? 1] as const,
  last: [year, month ?? 12, day ?? daysInMonth(year, month ?? 12)] as const,
})

type Day = readonly [year: number, month: number, day: number]

const completedYears = (from: Day, to: Day) => {
  const before = to[1] < from[1] || (to[1] === from[1] && to[2] < from[2])
  return to[0] - from[0] - (before ? 1 : 0)
}

/**
 * How old someone is on a day, in completed years; the two differ when day or month is unknown. Someone born on 29
 * February has the birthday of a common year on 1 March: the later day, so that a child keeps its guardian one day more.
 * Negative for a birth after that day.
 */
export const ageOn = (birth: PartialDate, on: PartialDate): { readonly least: number; readonly most: number } => {
  const born = bounds(birth)
  const day = bounds(on)
  return { least: completedYears(born.last, day.first), most: completedYears(born.first, day.last) }
}

/** Whether the whole of a date lies after a day: a birth that cannot have happened yet. */
export const isAfter = (date: PartialDate, day: PartialDate): boolean => {
  const [a, b] = [bounds(date).first, bounds(day).last]
  return a[0] !== b[0] ? a[0] > b[0] : a[1] !== b[1] ? a[1] > b[1] : a[2] > b[2]
}
