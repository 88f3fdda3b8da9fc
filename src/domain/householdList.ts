import { type Sex, sexes } from './choices.ts'
import { foldVietnamese } from './foldVietnamese.ts'
import { HouseholdIndex } from './HouseholdIndex.ts'
import { holdsPaperNumber, mostHouseholdMembers } from './householdRecord.ts'
import { spokenLanguages } from './languages.ts'
import { formatPartialDate, isAfter, type PartialDate, partialDateFromTyped } from './partialDate.ts'
import { parsePersonName } from './personName.ts'
import { birthYear, isSameMember } from './sameMember.ts'

/** A member as a list names them; '' for what it does not say. */
export interface ListedMember {
  readonly name: string
  readonly birthDate: string
  readonly sex: Sex | ''
  readonly language: string
  readonly note: string
}

/** A household as a list names it. */
export interface ListedHousehold {
  readonly number: string
  readonly head: string
  readonly address: string
  readonly order: number | undefined
  readonly language: string
  readonly note: string
  readonly members: readonly ListedMember[]
}

/** The columns that a list may have; `head`, `number` or both tell households apart. */
const listColumns = [
  'number',
  'head',
  'address',
  'order',
  'name',
  'birthDate',
  'sex',
  'language',
  'memberNote',
  'note',
] as const
export type ListColumn = (typeof listColumns)[number]

/** How lists of communes head their columns, without accents. The first is what we call it ourselves. */
const headings: Readonly<Record<ListColumn, readonly string[]>> = {
  number: ['so ho', 'ho so', 'ma ho', 'household'],
  head: ['chu ho', 'ho ten chu ho', 'ten chu ho', 'head'],
  address: ['dia chi', 'cho o', 'noi o', 'address'],
  order: ['thu tu di', 'thu tu', 'stt di', 'order'],
  name: ['ho ten', 'ho va ten', 'ho ten thanh vien', 'thanh vien', 'ten', 'name'],
  birthDate: ['ngay sinh', 'nam sinh', 'ngay thang nam sinh', 'birth date', 'birth year'],
  sex: ['gioi tinh', 'nam nu', 'sex'],
  language: ['tieng noi', 'ngon ngu', 'tieng', 'language'],
  memberNote: ['ghi chu nguoi', 'ghi chu thanh vien', 'member note'],
  note: ['ghi chu', 'ghi chu ho', 'note'],
}

export type ListProblemCode =
  | 'empty'
  | 'tooManyRows'
  | 'noHouseholdColumn'
  | 'noNameColumn'
  | 'columnTwice'
  | 'householdUnnamed'
  | 'nameInvalid'
  | 'birthInvalid'
  | 'birthInFuture'
  | 'sexUnknown'
  | 'orderInvalid'
  | 'tooLong'
  | 'paperNumber'
  | 'personTwice'
  | 'tooManyMembers'
  | 'headDiffers'
  | 'knownDiffers'

/** What is wrong with a list: the row as its program counts it (1 is the heading), the column, and never what stands there. */
export interface ListProblem {
  readonly row: number
  readonly column: ListColumn | null
  readonly code: ListProblemCode
}

export interface ReadList {
  readonly households: readonly ListedHousehold[]
  readonly people: number
  /** headings that no column of ours has: they are passed over, whatever stands under them */
  readonly ignored: readonly string[]
  readonly problems: readonly ListProblem[]
}

/** More in one list is split by hand: a hamlet has fewer. */
const mostListRows = 5000

const longest: Readonly<Partial<Record<ListColumn, number>>> = {
  number: 20,
  head: 120,
  address: 200,
  language: 40,
  memberNote: 300,
  note: 500,
}

const sexWords: Readonly<Record<Sex, readonly string[]>> = { f: ['nu', 'f', 'female'], m: ['nam', 'm', 'male'] }
const clean = (cell: string | undefined): string => (cell ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()

/** The code of a language that has one name here; else what was written: which S'tiêng it is a list does not say. */
const languageOf = (typed: string): string => {
  const folded = foldVietnamese(typed).replace(/^tieng /, '')
  const named = spokenLanguages.filter(
    ({ code, label }) => code === folded || foldVietnamese(label.replace(/\(.*\)/, '')) === folded,
  )
  return named.length === 1 && named[0] ? named[0].code : typed
}

/** `12/5/1950`, `5/1950`, `1950`, or the day as programs write it. */
function birthOf(typed: string): PartialDate | null {
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(typed)
  const own = /^(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})$/.exec(typed)
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : own ? [own[3], own[2], own[1]] : []
  if (year === undefined) return null
  const parsed = partialDateFromTyped({ year, month: month ?? '', day: day ?? '' })
  return parsed.ok ? parsed.date : null
}

interface Draft {
  readonly first: number
  number: string
  head: string
  address: string
  order: number | undefined
  language: string
  note: string
  members: ListedMember[]
}

const draftOf = (first: number, number: string, head: string): Draft => ({
  first,
  number,
  head,
  address: '',
  order: undefined,
  language: '',
  note: '',
  members: [],
})

/** Which column of the table is which of ours. */
function columnsOf(heading: readonly string[]) {
  const at = new Map<ListColumn, number>()
  const ignored: string[] = []
  const problems: ListProblem[] = []
  heading.forEach((cell, index) => {
    const folded = foldVietnamese(cell)
    const column = listColumns.find((one) => headings[one].includes(folded))
    if (column === undefined) {
      if (folded !== '') ignored.push(clean(cell))
    } else if (at.has(column)) problems.push({ row: 1, column, code: 'columnTwice' })
    else at.set(column, index)
  })
  if (!at.has('number') && !at.has('head')) problems.push({ row: 1, column: null, code: 'noHouseholdColumn' })
  if (!at.has('name')) problems.push({ row: 1, column: 'name', code: 'noNameColumn' })
  return { at, ignored, problems }
}

/** Reads the cells of one row, and says what is wrong with them. */
class Row {
  constructor(
    readonly number: number,
    private readonly cells: readonly string[],
    private readonly at: ReadonlyMap<ListColumn, number>,
    private readonly problems: ListProblem[],
  ) {}

  get isEmpty(): boolean {
    return [...this.at.values()].every((index) => clean(this.cells[index]) === '')
  }

  say(column: ListColumn, code: ListProblemCode): void {
    this.problems.push({ row: this.number, column, code })
  }

  text(column: ListColumn): string {
    const index = this.at.get(column)
    const value = index === undefined ? '' : clean(this.cells[index])
    if (value.length > (longest[column] ?? 200)) this.say(column, 'tooLong')
    else if (holdsPaperNumber(value)) this.say(column, 'paperNumber')
    return value
  }

  order(): number | undefined {
    const typed = this.text('order')
    if (typed === '') return undefined
    const value = Number(typed)
    if (/^\d+$/.test(typed) && value <= 10_000) return value
    this.say('order', 'orderInvalid')
    return undefined
  }

  language(): string {
    return languageOf(this.text('language'))
  }

  birthDate(today: PartialDate): string {
    const typed = this.text('birthDate')
    if (typed === '') return ''
    const date = birthOf(typed)
    if (!date) this.say('birthDate', 'birthInvalid')
    else if (isAfter(date, today)) this.say('birthDate', 'birthInFuture')
    return date ? formatPartialDate(date) : ''
  }

  sex(): Sex | '' {
    const typed = foldVietnamese(this.text('sex'))
    const sex = sexes.find((one) => sexWords[one].includes(typed))
    if (typed !== '' && sex === undefined) this.say('sex', 'sexUnknown')
    return sex ?? ''
  }

  name(): string {
    const parsed = parsePersonName(this.text('name'))
    if (!parsed.ok) this.say('name', 'nameInvalid')
    return parsed.ok ? parsed.name : ''
  }
}

/** A member of a household, unless it names them already or is full. */
function addMember(household: Draft, row: Row, today: PartialDate): void {
  const language = row.language()
  const member: ListedMember = {
    name: row.name(),
    birthDate: row.birthDate(today),
    sex: row.sex(),
    language,
    note: row.text('memberNote'),
  }
  const isSame = (one: ListedMember) => isSameMember(one, member) && birthYear(one) === birthYear(member)
  if (household.members.some(isSame)) row.say('name', 'personTwice')
  if (household.members.length >= mostHouseholdMembers) row.say('name', 'tooManyMembers')
  else household.members.push(member)
  if (household.language === '') household.language = language
}

/**
 * Reads a list of households, a row a person: the heading first, in any order of columns, with or without accents. Nothing is to be
 * taken of a list with problems (issue 5 §2). A row without number and head belongs to the household above it.
 * @param table cells as text, row by row
 * @param today the day by this machine's clock; who is born later is a slip of the hand
 * @param there the households that the hamlet has: a row whose number says one of them and whose head another is a problem
 */
export function readHouseholdList(
  table: readonly (readonly string[])[],
  today: PartialDate,
  there: readonly Pick<ListedHousehold, 'number' | 'head'>[] = [],
): ReadList {
  const [heading = [], ...rows] = table
  const { at, ignored, problems } = columnsOf(heading)
  const nothing = { households: [], people: 0, ignored }
  if (rows.length > mostListRows) problems.push({ row: mostListRows + 2, column: null, code: 'tooManyRows' })
  if (problems.length > 0) return { ...nothing, problems }
  const households: Draft[] = []
  const index = new HouseholdIndex<Draft>()
  let current: Draft | undefined
  for (const [below, cells] of rows.entries()) {
    const row = new Row(below + 2, cells, at, problems)
    if (row.isEmpty) continue
    const [number, head] = [row.text('number'), row.text('head')]
    if (number !== '' || head !== '') {
      const found = index.find({ number, head })
      if (found.kind === 'unclear') row.say('head', 'headDiffers')
      if (found.kind === 'none') {
        current = draftOf(row.number, number, head)
        households.push(current)
      } else {
        current = found.household
        if (current.number === '') current.number = number
        if (current.head === '') current.head = head
      }
      index.add(current)
    }
    if (!current) {
      row.say(at.has('number') ? 'number' : 'head', 'householdUnnamed')
      continue
    }
    if (current.address === '') current.address = row.text('address')
    current.order ??= row.order()
    if (current.note === '') current.note = row.text('note')
    addMember(current, row, today)
  }
  const known = new HouseholdIndex(there)
  for (const household of households) {
    if (known.find(household).kind !== 'unclear') continue
    problems.push({ row: household.first, column: 'head', code: 'knownDiffers' })
  }
  const read = households.map(({ first: _, ...household }) => household)
  if (read.length === 0 && problems.length === 0) problems.push({ row: 1, column: null, code: 'empty' })
  return { households: read, people: read.reduce((sum, { members }) => sum + members.length, 0), ignored, problems }
}
