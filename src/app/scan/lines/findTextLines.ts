import type { Ink } from './inkOf.ts'

/** From where to where a line of print goes in the middle of the picture. */
export interface Band {
  readonly top: number
  readonly bottom: number
}

/** Three lines of print that belong together, and how far they climb or fall for each point to the right. */
export interface TextLines {
  readonly slope: number
  readonly bands: readonly [Band, Band, Band]
}

/** No hand holds a tablet more askew over a card; about five degrees. */
const steepest = 0.09

/** How much ink lies in each row, when rows run along a slope. */
function rowSums({ data, width, height }: Ink, slope: number, step: number): Float32Array {
  const sums = new Float32Array(height)
  for (let x = 0; x < width; x += step) {
    const down = Math.round((x - width / 2) * slope)
    for (let y = Math.max(0, -down); y < height && y + down < height; y++) {
      sums[y] = (sums[y] ?? 0) + (data[(y + down) * width + x] ?? 0)
    }
  }
  return sums
}

/** Rows along the print change from full to empty as abruptly as they can. */
function slopeOf(ink: Ink): number {
  const steepness = (slope: number, step: number) =>
    rowSums(ink, slope, step).reduce((sum, value, y, all) => sum + (y > 0 ? (value - (all[y - 1] ?? 0)) ** 2 : 0), 0)
  const best = (from: number, to: number, by: number, step: number) => {
    let [found, most] = [0, -1]
    for (let slope = from; slope <= to + by / 2; slope += by) {
      const value = steepness(slope, step)
      if (value > most) [found, most] = [slope, value]
    }
    return found
  }
  const near = best(-steepest, steepest, 0.006, 4)
  return best(near - 0.006, near + 0.006, 0.0015, 2)
}

interface Line extends Band {
  readonly ink: number
}

/** Rows with much ink, as lines; what is far lower or higher than print on a card can be is none. */
function linesIn(sums: Float32Array, width: number): Line[] {
  const sorted = Float32Array.from(sums).sort()
  const few = sorted[Math.floor(sorted.length * 0.2)] ?? 0
  const least = few + ((sorted[Math.floor(sorted.length * 0.97)] ?? 0) - few) * 0.21
  const lines: Line[] = []
  let [top, ink] = [-1, 0]
  for (let y = 0; y <= sums.length; y++) {
    const value = sums[y] ?? 0
    if (y < sums.length && value > least) {
      if (top < 0) [top, ink] = [y, 0]
      ink += value - few
    } else if (top >= 0) {
      const height = y - top
      if (height >= width * 0.012 && height <= width * 0.06) lines.push({ top, bottom: y, ink })
      top = -1
    }
  }
  return lines
}

/** Three lines as far from each other and as high as those of a card are. */
function fitTogether(lines: readonly [Line, Line, Line]): boolean {
  const heights = lines.map(({ top, bottom }) => bottom - top)
  const [lowest, highest] = [Math.min(...heights), Math.max(...heights)]
  const [first, second, third] = lines
  const middle = ({ top, bottom }: Line) => (top + bottom) / 2
  const [upper, lower] = [middle(second) - middle(first), middle(third) - middle(second)]
  const isEven = Math.abs(upper - lower) <= 0.25 * Math.max(upper, lower)
  return isEven && highest <= 1.7 * lowest && upper <= highest * 3.2 && upper >= highest * 1.05
}

/** @returns the three lines that fit together and whose faintest one has the most ink; null where there are none. */
export function findTextLines(ink: Ink): TextLines | null {
  const slope = slopeOf(ink)
  const lines = linesIn(rowSums(ink, slope, 1), ink.width)
  let found: TextLines['bands'] | null = null
  let most = 0
  for (const [a, first] of lines.entries()) {
    for (const [b, second] of lines.slice(a + 1).entries()) {
      for (const third of lines.slice(a + b + 2)) {
        const faintest = Math.min(first.ink, second.ink, third.ink)
        if (faintest > most && fitTogether([first, second, third])) {
          found = [first, second, third]
          most = faintest
        }
      }
    }
  }
  return found && { slope, bands: found }
}
