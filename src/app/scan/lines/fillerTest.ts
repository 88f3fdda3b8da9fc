import type { Signs } from './signsOfLine.ts'

/** The second line has these at the same place on every card: what an arrow looks like in this very picture. */
const knownFillers = { from: 18, to: 29 }
/** As like each other as known ones are, or nearly: a K, of all letters the most like an arrow, comes to four fifths of that. */
const nearly = 0.86
/** How far a sign may stand beside its place, in points: lines of a card that is held askew are not quite as long, nor quite level. */
const reach = { right: 4, down: 6 }

/** Without its mean and of length 1, so that the product of two says how alike they are. */
function normal(cell: Float32Array): Float32Array {
  const mean = cell.reduce((sum, ink) => sum + ink, 0) / cell.length
  const centred = cell.map((ink) => ink - mean)
  const length = Math.sqrt(centred.reduce((sum, ink) => sum + ink * ink, 0)) || 1
  return centred.map((ink) => ink / length)
}

const places = (from: number, to: number, by: number) =>
  Array.from({ length: (to - from) / by + 1 }, (_, i) => from + i * by)

/** @returns what tells the arrows that fill a line from all other signs, by their look; the reader itself takes many of them for K or S. */
export function fillerTest({ cells, width, height }: Signs): (cell: Float32Array) => boolean {
  const fillers = cells.slice(knownFillers.from, knownFillers.to)
  const sum = new Float32Array(width * height)
  for (const cell of fillers) for (const [i, ink] of normal(cell).entries()) sum[i] = (sum[i] ?? 0) + ink
  const filler = normal(sum)

  const productAt = (cell: Float32Array, right: number, down: number) => {
    let product = 0
    for (let y = Math.max(0, -down); y < height && y + down < height; y++) {
      for (let x = Math.max(0, -right); x < width && x + right < width; x++) {
        product += (cell[y * width + x] ?? 0) * (filler[(y + down) * width + x + right] ?? 0)
      }
    }
    return product
  }
  const best = (cell: Float32Array, rights: readonly number[], downs: readonly number[]) =>
    rights
      .flatMap((right) => downs.map((down) => ({ right, down, product: productAt(cell, right, down) })))
      .reduce((most, one) => (one.product > most.product ? one : most))
  const likeness = (cell: Float32Array) => {
    const sign = normal(cell)
    const rough = best(sign, places(-reach.right, reach.right, 2), places(-reach.down, reach.down, 2))
    const [rights, downs] = [places(rough.right - 1, rough.right + 1, 1), places(rough.down - 1, rough.down + 1, 1)]
    return best(sign, rights, downs).product
  }

  const known = fillers.map(likeness).sort((a, b) => a - b)
  const least = nearly * (known[Math.floor(known.length / 2)] ?? 1)
  return (cell) => likeness(cell) >= least
}
