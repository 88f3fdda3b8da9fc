import { describe, expect, it } from 'vitest'
import { flawsOf, type Pixels } from './pageQuality.ts'

const [width, height] = [453, 640]

function drawn(at: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.fill(at(x, y), (y * width + x) * 4, (y * width + x) * 4 + 3)
  }
  return { data, width, height }
}

/** Print in rows: strokes of uneven width, dark on light. */
const print = (paper: number, ink: number) => (x: number, y: number) =>
  y % 18 < 8 && (x * 7 + Math.floor(y / 18) * 13) % 11 < 4 && x > 30 && x < width - 30 ? ink : paper

/** What a lens that is out of focus makes of it. */
function blurred(at: (x: number, y: number) => number, reach: number): (x: number, y: number) => number {
  return (x, y) => {
    let sum = 0
    for (let dy = -reach; dy <= reach; dy++) for (let dx = -reach; dx <= reach; dx++) sum += at(x + dx, y + dy)
    return sum / (2 * reach + 1) ** 2
  }
}

describe('what is said of a page', () => {
  it('nothing, of print that is in focus, in bright light or by a lamp', () => {
    expect(flawsOf(drawn(print(225, 30)))).toEqual([])
    expect(flawsOf(drawn(print(140, 40)))).toEqual([])
  })

  it('that it is blurred, when no edge is sharp', () => {
    expect(flawsOf(drawn(blurred(print(225, 30), 4)))).toEqual(['blurred'])
    expect(flawsOf(drawn(() => 200))).toEqual(['blurred'])
  })

  it('that there is glare, where nothing is left of the print', () => {
    const lamp = (x: number, y: number) => (Math.hypot(x - 220, y - 200) < 120 ? 255 : print(205, 30)(x, y))
    expect(flawsOf(drawn(lamp))).toEqual(['glare'])
    expect(flawsOf(drawn(print(255, 30))), 'clean white paper').not.toContain('blurred')
  })

  it('that it is dark', () => {
    expect(flawsOf(drawn(print(60, 5)))).toContain('dark')
  })
})
