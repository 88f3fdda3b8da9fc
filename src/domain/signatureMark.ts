import * as z from 'zod/mini'

/**
 * A signature or a finger's mark as lines, in a box of 1000 by 400: `M` and where a stroke begins, `l` and the steps from there,
 * as SVG draws them. It travels inside the consent, sealed with it: no picture, and no word about who drew it.
 */
const stroke = String.raw`M\d{1,4} \d{1,3}l-?\d{1,4} -?\d{1,3}( -?\d{1,4} -?\d{1,3})*`

/** The most characters: a newer tablet's field must fit in what an older hub keeps of it unread (`maxExtraBytes`). */
export const maxMark = 3500

export const markText = z.string().check(z.maxLength(maxMark), z.regex(new RegExp(`^(${stroke})+$`)))

export const markBox = { width: 1000, height: 400 } as const

const mostStrokes = 100
/** Of points nearer to each other than this, in units of the box, one is enough for the eye. */
const nearest = 4

interface Point {
  readonly x: number
  readonly y: number
}

const clamp = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)))

function thinned(points: readonly Point[], least: number): Point[] {
  const kept: Point[] = []
  for (const [index, point] of points.entries()) {
    const last = kept.at(-1)
    const isEnd = index === points.length - 1
    if (!last || isEnd || Math.hypot(point.x - last.x, point.y - last.y) >= least) kept.push(point)
  }
  return kept
}

function strokeText(points: readonly Point[]): string {
  const [first] = points
  if (!first) return ''
  const steps = points.slice(1).map((point, index) => {
    const before = points[index] ?? first
    return `${point.x - before.x} ${point.y - before.y}`
  })
  // a touch that did not move is a dot
  return `M${first.x} ${first.y}l${steps.length === 0 ? '0 0' : steps.join(' ')}`
}

/**
 * @param strokes as they were drawn, in pixels from the upper left corner
 * @param width of what they were drawn on, pixels; its height is 2/5 of that
 * @returns the mark, with fewer points the longer it is; null when nothing was drawn
 */
export function markOf(strokes: readonly (readonly Point[])[], width: number): string | null {
  const scale = markBox.width / width
  const inBox = strokes
    .filter((points) => points.length > 0)
    .slice(0, mostStrokes)
    .map((points) =>
      points.map(({ x, y }) => ({ x: clamp(x * scale, markBox.width), y: clamp(y * scale, markBox.height) })),
    )
  if (inBox.length === 0) return null
  for (let least = nearest; ; least *= 1.5) {
    const text = inBox.map((points) => strokeText(thinned(points, least))).join('')
    if (text.length <= maxMark) return text
  }
}

/** @returns the strokes of a mark in pixels of something so wide; none for a text that is no mark. */
export function strokesOf(mark: string, width: number): readonly (readonly Point[])[] {
  if (!markText.safeParse(mark).success) return []
  const scale = width / markBox.width
  return [...mark.matchAll(/M(\d+) (\d+)l([-\d ]+)/g)].map(([, x, y, steps = '']) => {
    let at = { x: Number(x), y: Number(y) }
    const points = [at]
    for (const [, dx, dy] of steps.matchAll(/(-?\d+) (-?\d+)/g)) {
      at = { x: at.x + Number(dx), y: at.y + Number(dy) }
      points.push(at)
    }
    return points.map((point) => ({ x: point.x * scale, y: point.y * scale }))
  })
}
