// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { useState } from 'preact/hooks'
import { afterEach, expect, test } from 'vitest'
import { type SearchOption, SearchSelect } from './SearchSelect.tsx'

afterEach(cleanup)

const places: SearchOption[] = [
  { value: '1', label: 'Xã Mẫu Một', detail: 'cũ' },
  { value: '2', label: 'Xã Mẫu Hai' },
]

function Place() {
  const [chosen, setChosen] = useState<SearchOption | null>(null)
  return (
    <SearchSelect
      id="place"
      label="Xã, phường"
      search={(query) => places.filter((place) => place.label.includes(query))}
      chosen={chosen}
      onChoose={setChosen}
      noneText="Không thấy"
      countText={(count) => `${count} nơi`}
      clearText="Đổi"
    />
  )
}

test('typing lists matches with their number, choosing replaces the box, changing brings it back', async () => {
  render(<Place />)
  const box = screen.getByLabelText('Xã, phường')
  expect(box.getAttribute('autocomplete')).toBe('off')
  fireEvent.input(box, { target: { value: 'Mẫu' } })
  expect(screen.getByRole('status').textContent).toBe('2 nơi')
  fireEvent.click(screen.getByRole('button', { name: /Mẫu Một/ }))
  expect(screen.queryByLabelText('Xã, phường', { selector: 'input' })).toBeNull()
  const change = screen.getByRole('button', { name: 'Đổi: Xã, phường, Xã Mẫu Một' })
  expect(document.activeElement).toBe(change)
  fireEvent.click(change)
  expect(document.activeElement).toBe(screen.getByLabelText('Xã, phường', { selector: 'input' }))
})

test('Enter takes the only match and never one of several', () => {
  render(<Place />)
  const box = screen.getByLabelText('Xã, phường')
  fireEvent.input(box, { target: { value: 'Mẫu' } })
  fireEvent.keyDown(box, { key: 'Enter' })
  expect(screen.queryByText('Đổi')).toBeNull()
  fireEvent.input(box, { target: { value: 'Hai' } })
  fireEvent.keyDown(box, { key: 'Enter' })
  expect(screen.getByText('Xã Mẫu Hai')).toBeTruthy()
  expect(screen.getByText('Đổi')).toBeTruthy()
})

test('nothing found says so', () => {
  render(<Place />)
  fireEvent.input(screen.getByLabelText('Xã, phường'), { target: { value: 'zzz' } })
  expect(screen.getByRole('status').textContent).toBe('Không thấy')
})
