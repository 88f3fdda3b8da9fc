import { expect, test } from 'vitest'
import { kioskLetter, queueNumber, spokenNumber } from './queueNumber.ts'

test('every kiosk has a letter of its own, and so no two give the same number (SPEC KSK-8)', () => {
  const all = Array.from({ length: 400 }, (_, index) => kioskLetter(index))
  expect(new Set(all).size).toBe(400)
  expect([all[0], all[17], all[18], all[19]]).toEqual(['A', 'Y', 'AA', 'AB'])
  expect(all.join('')).not.toMatch(/[IOQJ]/)
})

test('a number is short on paper and read sign by sign', () => {
  expect(queueNumber('A', 7)).toBe('A007')
  expect(queueNumber('B', 1200)).toBe('B1200')
  expect(spokenNumber('A007')).toBe('A 0 0 7')
})
