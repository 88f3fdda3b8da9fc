import { expect, test, vi } from 'vitest'
import { takeEnrolToken } from './takeEnrolToken.ts'

test.each([
  [{ hash: '#0b6e.abc_123.Zm9v', search: '', pathname: '/enrol' }, '0b6e.abc_123.Zm9v'],
  [{ hash: '#token=abc-123', search: '', pathname: '/enrol' }, 'abc-123'],
  [{ hash: '', search: '?token=abc-123', pathname: '/enrol' }, 'abc-123'],
])('takes the token out of the address', (place, token) => {
  const replace = vi.fn()
  expect(takeEnrolToken(place, replace)).toBe(token)
  expect(replace).toHaveBeenCalledWith('/enrol')
})

test('leaves an address without a token alone', () => {
  const replace = vi.fn()
  expect(takeEnrolToken({ hash: '#token=', search: '?other=1', pathname: '/enrol' }, replace)).toBeNull()
  expect(replace).not.toHaveBeenCalled()
})
