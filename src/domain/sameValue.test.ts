import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sameValue } from './sameValue.ts'

it('does not mind the order of keys, and minds the order of lists', () => {
  expect(sameValue({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true)
  expect(sameValue([1, 2], [2, 1])).toBe(false)
})

it('tells a part from the whole, on either side', () => {
  const parts = [
    [[1], [1, 2]],
    [{ a: 1 }, { a: 1, b: 2 }],
    [[], {}],
    [null, {}],
    [0, '0'],
    [{ a: undefined }, { b: undefined }],
  ]
  for (const [a, b] of parts) {
    expect(sameValue(a, b)).toBe(false)
    expect(sameValue(b, a)).toBe(false)
  }
})

it('finds every JSON value the same as its copy, and answers alike from both sides', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      const copy: unknown = JSON.parse(JSON.stringify(a))
      expect(sameValue(a, copy)).toBe(true)
      if (sameValue(a, b)) expect(sameValue(b, a)).toBe(true)
    }),
  )
})
