/** Pixels as a canvas gives them: four bytes each. */
export interface Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>
  readonly width: number
  readonly height: number
}

/** How much darker each point is than the paper around it: 0 for paper and for anything broader than a stroke, 1 for black print. */
export interface Ink {
  readonly data: Float32Array
  readonly width: number
  readonly height: number
}

/** Strokes are thinner than this share of the picture's width, on both sides of their middle. */
const strokeReach = 0.0085
/** Where hardly any light is, the sensor's own noise must not look like ink. */
const darkness = 60

function softGrey({ data, width, height }: Pixels): Float32Array {
  const grey = new Float32Array(width * height)
  for (let i = 0; i < grey.length; i++) {
    const at = i * 4
    grey[i] = ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) / 256
  }
  return softened(softened(grey, 1, width), width, width * height)
}

/** Each point with a quarter of its two neighbours along one direction: noise goes, strokes stay. */
function softened(from: Float32Array, step: number, run: number): Float32Array {
  const out = new Float32Array(from.length)
  for (let i = 0; i < from.length; i++) {
    const along = i % run
    const own = from[i] ?? 0
    const before = along >= step ? (from[i - step] ?? own) : own
    const after = along + step < run ? (from[i + step] ?? own) : own
    out[i] = (before + 2 * own + after) / 4
  }
  return out
}

interface Run {
  readonly start: number
  readonly step: number
  readonly length: number
}

/** The largest within `reach` of each point of a row or column (`sign` 1), or the smallest (-1): a queue of those that may still be it. */
function extremes(from: Float32Array, to: Float32Array, { start, step, length }: Run, reach: number, sign: 1 | -1) {
  const queue = new Int32Array(length)
  let [head, tail] = [0, 0]
  const valueAt = (i: number) => (from[start + i * step] ?? 0) * sign
  for (let i = 0; i < length + reach; i++) {
    if (i < length) {
      const value = valueAt(i)
      while (tail > head && valueAt(queue[tail - 1] ?? 0) <= value) tail--
      queue[tail++] = i
    }
    const at = i - reach
    if (at < 0) continue
    while ((queue[head] ?? 0) < at - reach) head++
    to[start + at * step] = valueAt(queue[head] ?? 0) * sign
  }
}

function spread(from: Float32Array, width: number, height: number, reach: number, sign: 1 | -1): Float32Array {
  const [rows, both] = [new Float32Array(from.length), new Float32Array(from.length)]
  for (let y = 0; y < height; y++) extremes(from, rows, { start: y * width, step: 1, length: width }, reach, sign)
  for (let x = 0; x < width; x++) extremes(rows, both, { start: x, step: width, length: height }, reach, sign)
  return both
}

/**
 * The print in a picture, whatever light lies on it: paper is what is left when strokes are painted over by the brightest near
 * them and that is drawn in again. A table, a shadow and a card's edge are broader than strokes, and are no ink.
 */
export function inkOf(pixels: Pixels): Ink {
  const { width, height } = pixels
  const soft = softGrey(pixels)
  const reach = Math.max(3, Math.round(width * strokeReach))
  const paper = spread(spread(soft, width, height, reach, 1), width, height, reach, -1)
  const data = soft.map((value, i) => Math.max(0, ((paper[i] ?? 0) - value) / ((paper[i] ?? 0) + darkness)))
  return { data, width, height }
}

/** The ink at a place between points. */
export function inkAt({ data, width, height }: Ink, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)]
  if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) return 0
  const [right, down, at] = [x - left, y - top, top * width + left]
  const above = (data[at] ?? 0) * (1 - right) + (data[at + 1] ?? 0) * right
  const below = (data[at + width] ?? 0) * (1 - right) + (data[at + width + 1] ?? 0) * right
  return above * (1 - down) + below * down
}
