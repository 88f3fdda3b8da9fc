import { type MrzLines, mrzProblems, tidyMrz } from '../../../domain/cardMrz.ts'
import { fillerTest } from './fillerTest.ts'
import { findGrid, lineLength } from './findGrid.ts'
import { findTextLines } from './findTextLines.ts'
import { inkOf, type Pixels } from './inkOf.ts'
import { fullInk, pictureOf, signsOfLine, signWidth } from './signsOfLine.ts'

/** Reads one line of print of which it is known what signs can stand there. */
export type ReadPrint = (picture: Pixels, signs: string) => string

const digits = '0123456789'
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)
const packed = (text: string) => text.replace(/\s/g, '')

/** A family name, two arrows, and the rest; or one name and nothing else. */
const nameForm = /^[A-Z]+(<[A-Z]+)*<<[A-Z]+(<[A-Z]+)*<*$|^[A-Z]+<*$/

/**
 * The name as it stands in its thirty places. It has no check digit: that the reader sees as many letters as there are signs that
 * are no arrows, and that they stand as names do, takes its place. @returns '' where that does not hold
 */
function nameLine(isFiller: readonly boolean[], read: string): string {
  const places = range(0, lineLength).filter((place) => !isFiller[place])
  if (places.length !== read.length) return ''
  const line = range(0, lineLength)
    .map((place) => read[places.indexOf(place)] ?? '<')
    .join('')
  return nameForm.test(line) ? line : ''
}

/**
 * The three lines on the back of a card in a picture, if all their check digits fit; the third is '' where it could not be read.
 * Signs are cut out by their places, so that the reader is never shown a row of arrows, of which it makes letters or nothing:
 * only what tells one card from another is read, the rest is the same on all of them.
 */
export function readBackLines(picture: Pixels, readPrint: ReadPrint): MrzLines | null {
  const ink = inkOf(picture)
  const found = findTextLines(ink)
  if (!found) return null
  const grid = findGrid(ink, found)
  const width = signWidth(found.bands, grid)
  const [firstBand, secondBand, thirdBand] = found.bands
  const first = signsOfLine(ink, firstBand, found.slope, grid, width)
  const second = signsOfLine(ink, secondBand, found.slope, grid, width)
  const third = signsOfLine(ink, thirdBand, found.slope, grid, width)
  const full = fullInk([first, second, third])

  const number = packed(readPrint(pictureOf(first, [...range(5, 27), 29], full), digits))
  const isFiller = fillerTest(second)
  // a card without an end has arrows for its day
  const hasEnd = second.cells.slice(8, 14).filter(isFiller).length < 5
  const end = hasEnd ? range(8, 14) : []
  const dates = packed(
    readPrint(pictureOf(second, [...range(0, 8), ...end, ...range(14, 18), 29], full), `${digits}MFVN`),
  )
  const twoLines: MrzLines = [`IDVNM${number}`, dates, '']
  if (mrzProblems(twoLines).some(({ line }) => line !== 3)) return null

  const fills = third.cells.map(isFiller)
  const words = range(0, lineLength).flatMap((place) => {
    if (!fills[place]) return [place]
    return place > 0 && !fills[place - 1] ? [null] : []
  })
  const name = words.length > 0 ? packed(readPrint(pictureOf(third, words, full), letters)) : ''
  // with their arrows, as they stand on the card with which they are compared
  const [firstLine, secondLine] = tidyMrz(twoLines)
  return [firstLine, secondLine, nameLine(fills, name)]
}
