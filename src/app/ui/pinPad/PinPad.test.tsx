// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import { PinPad } from './PinPad.tsx'

afterEach(cleanup)

function pad(onEnter: (pin: string) => void, disabled = false) {
  return render(
    <PinPad
      length={6}
      disabled={disabled}
      label="Mã PIN"
      eraseText="Xóa"
      openText="Mở máy"
      enteredText={(count) => `Đã bấm ${count} số`}
      onEnter={onEnter}
    />,
  )
}

test('keys and keyboard fill the same PIN; the digits are nowhere in the document', () => {
  const onEnter = vi.fn()
  const { container } = pad(onEnter)
  for (const digit of ['9', '4', '7']) fireEvent.click(screen.getByRole('button', { name: digit }))
  for (const key of ['5', '3']) fireEvent.keyDown(window, { key })
  expect(screen.getByRole('status').textContent).toBe('Đã bấm 5 số')
  expect(container.innerHTML).not.toContain('94753')
  expect(screen.getByRole('button', { name: 'Mở máy' })).toHaveProperty('disabled', true)
  fireEvent.click(screen.getByRole('button', { name: /Xóa/ }))
  fireEvent.keyDown(window, { key: '1' })
  fireEvent.keyDown(window, { key: '2' })
  fireEvent.keyDown(window, { key: 'Enter' })
  expect(onEnter.mock.calls).toEqual([['947512']])
  expect(screen.getByRole('status').textContent).toBe('Đã bấm 0 số')
})

test('a disabled pad takes nothing, from neither keys nor keyboard', () => {
  const onEnter = vi.fn()
  pad(onEnter, true)
  for (const key of ['1', '2', '3', '4', '5', '6', 'Enter']) fireEvent.keyDown(window, { key })
  expect(screen.getByRole('status').textContent).toBe('Đã bấm 0 số')
  expect(onEnter).not.toHaveBeenCalled()
})
