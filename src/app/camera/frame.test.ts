import { describe, expect, it } from 'vitest'
import { fitted, frameIn, linesFrameIn, linesPartOf } from './frame.ts'

describe('the frame of a sheet', () => {
  it('is as large as the picture lets it be, in the middle, of a sheet’s own shape', () => {
    for (const picture of [
      { width: 2560, height: 1920 },
      { width: 1080, height: 1920 },
      { width: 640, height: 480 },
    ]) {
      for (const lie of ['upright', 'across'] as const) {
        const { x, y, width, height } = frameIn(picture, lie)
        const sides = lie === 'upright' ? [width, height] : [height, width]
        expect((sides[1] ?? 0) / (sides[0] ?? 1)).toBeCloseTo(Math.SQRT2, 1)
        expect([x >= 0, y >= 0, x + width <= picture.width, y + height <= picture.height]).not.toContain(false)
        expect(Math.abs(2 * x + width - picture.width)).toBeLessThanOrEqual(1)
        expect(Math.max(width / picture.width, height / picture.height)).toBeCloseTo(0.94, 2)
      }
    }
  })

  it('is drawn at most as large as the wire takes, and never larger than it was (SPEC PHO-1)', () => {
    expect(fitted({ width: 3000, height: 4000 }, 1600)).toEqual({ width: 1200, height: 1600 })
    expect(fitted({ width: 300, height: 200 }, 1600)).toEqual({ width: 300, height: 200 })
    expect(fitted({ width: 9000, height: 1 }, 1600)).toEqual({ width: 1600, height: 1 })
  })

  it('is as broad as three lines of a card for those, and what is looked at reaches around it and not over the edge', () => {
    for (const picture of [
      { width: 1280, height: 720 },
      { width: 720, height: 1280 },
    ]) {
      const [frame, part] = [linesFrameIn(picture), linesPartOf(picture)]
      expect(frame.width / frame.height).toBeCloseTo(4, 1)
      expect([part.x < frame.x, part.y < frame.y, part.width > frame.width, part.height > frame.height]).not.toContain(
        false,
      )
      expect([part.x >= 0, part.y >= 0, part.x + part.width <= picture.width]).not.toContain(false)
      expect(part.y + part.height).toBeLessThanOrEqual(picture.height)
    }
  })
})
