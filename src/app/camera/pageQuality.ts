/** Pixels as a canvas gives them: four bytes each. */
export interface Pixels {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** What may be wrong with a picture of a page; it is said in words, and whoever took it decides. */
export type PageFlaw = 'dark' | 'glare' | 'blurred'

/** The side at which pages are judged, pixels: the numbers below are for this size. */
export const judgedSide = 640

/** Mean brightness (0 to 255) below which print is hard to read. */
const darkBelow = 70
/** A tile is burnt out when its darkest pixel is brighter: no stroke of a letter is left in it. */
const burntAbove = 248
/** So much of a page burnt out is a lamp or the sun on it; clean white paper stays below the sensor's end. */
const glareFrom = 0.06
/** The strongest edges of print that is in focus change by so much from one pixel to the next (mean of the strongest hundredth). */
const sharpFrom = 60
const tiles = 16

function brightness({ data, width, height }: Pixels): Uint8Array {
  const grey = new Uint8Array(width * height)
  for (let i = 0; i < grey.length; i++) {
    const at = i * 4
    grey[i] = ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8
  }
  return grey
}

/** The share of tiles in which everything is burnt out. */
function burntShare(grey: Uint8Array, width: number, height: number): number {
  const darkest = new Uint8Array(tiles * tiles).fill(255)
  for (let i = 0; i < grey.length; i++) {
    const row = Math.floor((Math.floor(i / width) * tiles) / height)
    const tile = row * tiles + Math.floor(((i % width) * tiles) / width)
    if ((grey[i] ?? 0) < (darkest[tile] ?? 0)) darkest[tile] = grey[i] ?? 0
  }
  return darkest.filter((least) => least > burntAbove).length / darkest.length
}

/** The mean of the strongest hundredth of steps between neighbours: print is few of the pixels, and only it can be blurred. */
function edgeStrength(grey: Uint8Array, width: number, height: number): number {
  const counts = new Uint32Array(511)
  let total = 0
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x + 1 < width; x++) {
      const at = y * width + x
      const own = grey[at] ?? 0
      const step = Math.abs(own - (grey[at + 1] ?? 0)) + Math.abs(own - (grey[at + width] ?? 0))
      counts[step] = (counts[step] ?? 0) + 1
      total += 1
    }
  }
  const wanted = Math.max(1, Math.floor(total / 100))
  let [left, sum] = [wanted, 0]
  for (let step = counts.length - 1; step > 0 && left > 0; step--) {
    const taken = Math.min(left, counts[step] ?? 0)
    sum += taken * step
    left -= taken
  }
  return sum / wanted
}

/** @returns what should be said of a page, the worst first; nothing of one that can be read. Pure. */
export function flawsOf(pixels: Pixels): readonly PageFlaw[] {
  const { width, height } = pixels
  const grey = brightness(pixels)
  const mean = grey.reduce((sum, value) => sum + value, 0) / Math.max(1, grey.length)
  return [
    ...(mean < darkBelow ? (['dark'] as const) : []),
    ...(burntShare(grey, width, height) >= glareFrom ? (['glare'] as const) : []),
    ...(edgeStrength(grey, width, height) < sharpFrom ? (['blurred'] as const) : []),
  ]
}
