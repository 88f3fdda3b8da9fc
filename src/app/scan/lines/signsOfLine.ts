import { type Grid, lineLength, signStart } from './findGrid.ts'
import type { Band } from './findTextLines.ts'
import { type Ink, inkAt, type Pixels } from './inkOf.ts'

/** The thirty signs of a line, each drawn upright into a cell of its own; all cells are of one size. */
export interface Signs {
  readonly width: number
  readonly height: number
  readonly cells: readonly Float32Array[]
}

/** The height at which the reader knows letters best, and what is left free above and below. */
const letterHeight = 36
const free = 13
/** White at both ends of what is read: the reader cuts signs that touch the edge. */
const margin = 12

/** @param width points that each sign is wide, the same for all lines */
export function signsOfLine(ink: Ink, { top, bottom }: Band, slope: number, grid: Grid, width: number): Signs {
  const scale = letterHeight / (bottom - top)
  const height = letterHeight + 2 * free
  const cells = Array.from({ length: lineLength }, (_, sign) => {
    const [from, to] = [signStart(grid, sign), signStart(grid, sign + 1)]
    const cell = new Float32Array(width * height)
    for (let x = 0; x < width; x++) {
      const column = from + ((to - from) * (x + 0.5)) / width - 0.5
      const down = (column - ink.width / 2) * slope
      for (let y = 0; y < height; y++) {
        cell[y * width + x] = inkAt(ink, column, top + (y - free + 0.5) / scale - 0.5 + down)
      }
    }
    return cell
  })
  return { width, height, cells }
}

/** How wide a sign is at the height at which lines are read. */
export const signWidth = (bands: readonly Band[], { pitch }: Grid): number => {
  const height = bands.reduce((sum, { top, bottom }) => sum + bottom - top, 0) / bands.length
  return Math.max(8, Math.round((pitch * letterHeight) / height))
}

/** The ink of a stroke's middle in these lines: it is drawn black. */
export function fullInk(lines: readonly Signs[]): number {
  const all = Float32Array.from(
    lines.flatMap(({ cells, width, height }) =>
      cells.flatMap((cell) => Array.from(cell.subarray(free * width, (height - free) * width))),
    ),
  ).sort()
  return Math.max(0.05, all[Math.floor(all.length * 0.93)] ?? 0)
}

/** A picture of some signs beside each other, black on white; null leaves the room of one free. */
export function pictureOf({ cells, width, height }: Signs, which: readonly (number | null)[], full: number): Pixels {
  const wide = which.length * width + 2 * margin
  const data = new Uint8ClampedArray(wide * height * 4).fill(255)
  for (const [place, sign] of which.entries()) {
    const cell = sign === null ? undefined : cells[sign]
    if (!cell) continue
    for (const [i, ink] of cell.entries()) {
      const at = (Math.floor(i / width) * wide + margin + place * width + (i % width)) * 4
      data.fill(255 * (1 - Math.min(1, ink / full)), at, at + 3)
    }
  }
  return { data, width: wide, height }
}
