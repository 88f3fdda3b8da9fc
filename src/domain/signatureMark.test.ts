import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseGroupPatch } from './records.ts'
import { markOf, markText, maxMark, strokesOf } from './signatureMark.ts'

const point = fc.record({
  x: fc.double({ min: -20, max: 620, noNaN: true }),
  y: fc.double({ min: -20, max: 260, noNaN: true }),
})

test('a stroke is kept as its beginning and its steps; a touch that did not move is a dot', () => {
  const drawn = [
    [
      { x: 50, y: 20 },
      { x: 60, y: 30 },
      { x: 55, y: 60 },
    ],
    [{ x: 250, y: 100 }],
  ]
  expect(markOf(drawn, 500)).toBe('M100 40l20 20 -10 60M500 200l0 0')
})

test('nothing drawn is no mark', () => {
  expect(markOf([], 500)).toBeNull()
  expect(markOf([[]], 500)).toBeNull()
})

test('whatever is drawn makes a mark that the hub takes, begins where it began and ends where it ended', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(point, { minLength: 1, maxLength: 400 }), { minLength: 1, maxLength: 140 }),
      (strokes) => {
        const mark = markOf(strokes, 600)
        if (mark === null) throw new Error('no mark')
        expect(mark.length).toBeLessThanOrEqual(maxMark)
        expect(parseGroupPatch('activation', 'consent', { mark }).ok).toBe(true)
        const drawnAgain = strokesOf(mark, 600)
        for (const [index, again] of drawnAgain.entries()) {
          for (const end of [0, -1]) {
            const [was, is] = [strokes[index]?.at(end), again.at(end)]
            expect(Math.abs(Math.min(600, Math.max(0, was?.x ?? Number.NaN)) - (is?.x ?? Number.NaN))).toBeLessThan(0.6)
            expect(Math.abs(Math.min(240, Math.max(0, was?.y ?? Number.NaN)) - (is?.y ?? Number.NaN))).toBeLessThan(0.6)
          }
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('nothing but lines passes for a mark', () => {
  for (const text of ['', 'M1 1', 'm1 1l2 2', 'M1 1l2 2z', 'M1 1l2 2"/><script>', `M1 1l${'1 1 '.repeat(2000)}1 1`]) {
    expect(markText.safeParse(text).success).toBe(false)
    expect(strokesOf(text, 500)).toEqual([])
  }
})
