import type { TextLines } from './findTextLines.ts'
import type { Ink } from './inkOf.ts'

/** Signs in a line. */
export const lineLength = 30

/**
 * Where the signs of the lines stand: all have the same room, those of all lines stand below each other, and a card that is held
 * askew lets one half look narrower (`bend`, in signs, in the middle).
 */
export interface Grid {
  readonly start: number
  readonly pitch: number
  readonly bend: number
}

/** Where a sign begins. */
export const signStart = ({ start, pitch, bend }: Grid, sign: number): number =>
  start + pitch * (sign + bend * 4 * (sign / lineLength) * (1 - sign / lineLength))

/** How much ink of the three lines lies in each column. */
function columnSums({ data, width, height }: Ink, { slope, bands }: TextLines): Float32Array {
  const sums = new Float32Array(width)
  for (let x = 0; x < width; x++) {
    const down = Math.round((x - width / 2) * slope)
    for (const { top, bottom } of bands) {
      for (let y = Math.max(0, top + down); y < bottom + down && y < height; y++) {
        sums[x] = (sums[x] ?? 0) + (data[y * width + x] ?? 0)
      }
    }
  }
  return sums
}

/** How far from the middle the print goes on without a gap as wide as a sign. */
function lastInk(sums: Float32Array, by: 1 | -1): number {
  const least = (Float32Array.from(sums).sort()[Math.floor(sums.length * 0.9)] ?? 0) * 0.22
  const widestGap = Math.round(sums.length * 0.03)
  let last = Math.round(sums.length / 2)
  for (let x = last; x >= 0 && x < sums.length && Math.abs(x - last) <= widestGap; x += by) {
    if ((sums[x] ?? 0) > least) last = x
  }
  return last
}

const between = (from: number, to: number, by: number) =>
  Array.from({ length: Math.round((to - from) / by) + 1 }, (_, i) => from + i * by)

/** The grid whose borders have the least ink, and whose signs the most: looked for roughly, then near the best. */
export function findGrid(ink: Ink, lines: TextLines): Grid {
  const sums = columnSums(ink, lines)
  const at = (x: number) => sums[Math.round(x)] ?? 0
  const inkOnBorders = (grid: Grid) => {
    let sum = 0
    for (let sign = 0; sign <= lineLength; sign++) {
      const border = signStart(grid, sign)
      sum += at(border) + (at(border - 1.5) + at(border + 1.5)) / 2
      if (sign < lineLength) sum -= 0.6 * at((border + signStart(grid, sign + 1)) / 2)
    }
    return sum
  }
  const [left, right] = [lastInk(sums, -1), lastInk(sums, 1)]
  const pitch = (right + 1 - left) / (lineLength - 0.4)
  const best = (around: Grid, starts: number[], stretches: number[], bends: number[]) => {
    let [found, least] = [around, Number.POSITIVE_INFINITY]
    for (const moved of starts) {
      for (const stretch of stretches) {
        for (const bend of bends) {
          const grid = {
            start: around.start + moved * pitch,
            pitch: around.pitch * (1 + stretch / lineLength),
            bend: around.bend + bend,
          }
          const value = inkOnBorders(grid)
          if (value < least) [found, least] = [grid, value]
        }
      }
    }
    return found
  }
  const rough = best(
    { start: left, pitch, bend: 0 },
    between(-0.5, 0.3, 0.08),
    between(-0.5, 0.5, 0.1),
    between(-0.6, 0.6, 0.1),
  )
  return best(rough, between(-0.06, 0.06, 0.03), between(-0.08, 0.08, 0.04), between(-0.08, 0.08, 0.04))
}
