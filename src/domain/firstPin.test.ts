import { expect, it } from 'vitest'
import { isFirstPin } from './firstPin.ts'

it.each(['123456', '654321', '000000', '12345', '1234567', '12a456', ''])('refuses %j', (pin) => {
  expect(isFirstPin(pin)).toBe(false)
})

it.each(['246813', '100000', '123457'])('takes %j', (pin) => {
  expect(isFirstPin(pin)).toBe(true)
})
