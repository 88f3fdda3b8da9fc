import type { CitizenCard } from './citizenCard.ts'
import { formatPartialDate, parsePartialDate } from './partialDate.ts'
import { parsePersonName } from './personName.ts'

/** The three lines on the back of a card (ICAO 9303, TD1), 30 signs each. */
export type MrzLines = readonly [string, string, string]

export type MrzProblemCode =
  | 'mrzMissing'
  | 'mrzLine1Form'
  | 'mrzLine2Form'
  | 'mrzLine3Form'
  | 'mrzNumberCheck'
  | 'mrzIdMismatch'
  | 'mrzBirthCheck'
  | 'mrzExpiryCheck'
  | 'mrzWholeCheck'
  | 'mrzBirthDate'

/** What is wrong, and in which line to look. */
export interface MrzProblem {
  readonly line: 1 | 2 | 3
  readonly code: MrzProblemCode
}

export type ParsedMrz =
  | { readonly ok: true; readonly card: CitizenCard }
  | { readonly ok: false; readonly problems: readonly MrzProblem[] }

const width = 30
const filler = '<'

const signValue = (sign: string) => (sign === filler ? 0 : Number.parseInt(sign, 36))
const weights = [7, 3, 1]

/** The check digit of ICAO 9303: weights 7, 3, 1, A is 10, a filler is nothing. */
export const checkDigitOf = (signs: string): string =>
  String([...signs].reduce((sum, sign, at) => sum + signValue(sign) * (weights[at % 3] ?? 0), 0) % 10)

/** Letters that are typed where only a digit can stand, and the other way round. */
const digitFor: Readonly<Record<string, string>> = { O: '0', Q: '0', D: '0', I: '1', L: '1', Z: '2', S: '5', B: '8' }
const asDigits = (signs: string) => signs.replace(/[A-Z]/g, (letter) => digitFor[letter] ?? letter)
const asLetters = (signs: string) => signs.replaceAll('0', 'O').replaceAll('1', 'I')

/** What was typed in the card's own signs: a space, full stop or hyphen stands for the arrow that keyboards hide. */
const signsOf = (typed: string) =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .trim()
    .replace(/[\s.\-_«‹〈]/g, filler)

/** Fillers of the first two lines say nothing: they may be left out, and are put back where they belong. */
const tidyFirst = (typed: string) => {
  const signs = signsOf(typed).replaceAll(filler, '')
  const digits = asDigits(signs.slice(5))
  return `${signs.slice(0, 5)}${digits.slice(0, 22)}<<${digits.slice(22)}`
}

const tidySecond = (typed: string) => {
  const signs = signsOf(typed).replaceAll(filler, '')
  const [birth, sex] = [asDigits(signs.slice(0, 7)), signs.slice(7, 8)]
  const country = signs.lastIndexOf('VNM')
  if (country < 8) return `${birth}${sex}${asDigits(signs.slice(8))}`
  // a card without an end has fillers for its day
  const end = asDigits(signs.slice(8, country))
  const whole = end.length === 1 ? `${filler.repeat(6)}${end}` : end
  return `${birth}${sex}${whole}VNM${filler.repeat(11)}${asDigits(signs.slice(country + 3))}`
}

const tidyThird = (typed: string) => asLetters(signsOf(typed)).padEnd(width, filler)

/** @returns the lines as the card has them, from what was typed; not yet checked. */
export const tidyMrz = ([first, second, third]: MrzLines): MrzLines => [
  tidyFirst(first),
  tidySecond(second),
  tidyThird(third),
]

const titleCase = (word: string) => word.slice(0, 1) + word.slice(1).toLowerCase()

const readName = (line: string): string | null => {
  const words = line.split(filler).filter((word) => word !== '')
  const parsed = parsePersonName(words.map(titleCase).join(' '))
  return parsed.ok ? parsed.name : null
}

const firstForm = /^IDVNM\d{22}<<\d$/
const secondForm = /^\d{7}[MF](?:\d{6}|<{6})\dVNM<{11}\d$/
const thirdForm = /^[A-Z][A-Z<]{29}$/

/** Which lines are not laid out as they should be; an empty one is only missing. */
const formProblems = (typed: MrzLines, lines: MrzLines): readonly MrzProblem[] =>
  ([firstForm, secondForm, thirdForm] as const).flatMap((form, at): MrzProblem[] => {
    const line = ([1, 2, 3] as const)[at] ?? 1
    if ((typed[at] ?? '').trim() === '') return [{ line, code: 'mrzMissing' }]
    return form.test(lines[at] ?? '') ? [] : [{ line, code: `mrzLine${line}Form` }]
  })

/** Which check digits do not fit. Where one names its place, the one over the whole adds nothing. */
const checkProblems = ([first, second]: MrzLines): readonly MrzProblem[] => {
  const fits = (signs: string, digit: string | undefined) => checkDigitOf(signs) === digit
  const problems: MrzProblem[] = []
  if (!fits(first.slice(5, 14), first[14])) problems.push({ line: 1, code: 'mrzNumberCheck' })
  if (!fits(second.slice(0, 6), second[6])) problems.push({ line: 2, code: 'mrzBirthCheck' })
  if (!fits(second.slice(8, 14), second[14])) problems.push({ line: 2, code: 'mrzExpiryCheck' })
  if (problems.length > 0) return problems
  // the number stands twice in the first line: two signs of one of them may be wrong so that every check digit fits
  if (first.slice(5, 14) !== first.slice(18, 27)) return [{ line: 1, code: 'mrzIdMismatch' }]
  const whole = `${first.slice(5)}${second.slice(0, 7)}${second.slice(8, 15)}${second.slice(18, 29)}`
  return fits(whole, second[29]) ? [] : [{ line: 2, code: 'mrzWholeCheck' }]
}

/** What is wrong with what was typed of the three lines: check digits are looked at as soon as the two lines that they are over stand there. */
export const mrzProblems = (typed: MrzLines): readonly MrzProblem[] => {
  const lines = tidyMrz(typed)
  const misformed = formProblems(typed, lines)
  return misformed.some(({ line }) => line !== 3) ? misformed : [...checkProblems(lines), ...misformed]
}

/**
 * Reads the back of a card from what was typed of its three lines. Their name has no accents, so it is always one to be mended,
 * and never takes the place of one that has them (facts §1).
 */
export const parseMrz = (typed: MrzLines): ParsedMrz => {
  const problems = mrzProblems(typed)
  if (problems.length > 0) return { ok: false, problems }
  const lines = tidyMrz(typed)
  const [first, second, third] = lines
  const idNumber = first.slice(15, 27)
  // two digits of a year: the century stands in the number (facts §1)
  const century = 19 + Math.floor(Number(idNumber[3]) / 2)
  const day = `${century}${second.slice(0, 2)}-${second.slice(2, 4)}-${second.slice(4, 6)}`
  const birth = parsePartialDate(day)
  if (!birth.ok) return { ok: false, problems: [{ line: 2, code: 'mrzBirthDate' }] }
  const name = readName(third)
  return {
    ok: true,
    card: {
      from: 'mrz',
      idNumber,
      ...(name === null ? {} : { name }),
      birthDate: formatPartialDate(birth.date),
      sex: second[7] === 'F' ? 'f' : 'm',
      damage: name === null ? {} : { name: 'bare' },
      unread: [],
    },
  }
}
