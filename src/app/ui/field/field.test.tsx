// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Checkbox } from '../checkbox/Checkbox.tsx'
import { Choice } from '../choice/Choice.tsx'
import { DateField } from '../dateField/DateField.tsx'
import { TextArea } from '../textArea/TextArea.tsx'
import { TextField } from '../textField/TextField.tsx'

afterEach(cleanup)
const nothing = () => undefined

/** What the description of a field says, in the order a reader hears it. */
function description(element: Element): string {
  const ids = element.getAttribute('aria-describedby')?.split(' ') ?? []
  return ids.map((id) => document.getElementById(id)?.textContent?.trim()).join(' | ')
}

describe('every field', () => {
  test('says its hint, warning and error, and that it is wrong', () => {
    render(<TextField id="a" label="Tên" hint="Có dấu." warning="Lạ." error="Sai." value="x" onInput={nothing} />)
    const box = screen.getByLabelText('Tên')
    expect(description(box)).toBe('Có dấu. | Lạ. | Sai.')
    expect(box.getAttribute('aria-invalid')).toBe('true')
  })

  test('lets the browser remember nothing (security-sync §0.5)', () => {
    const parts = { day: 'Ngày', month: 'Tháng', year: 'Năm' }
    const { container } = render(
      <>
        <TextField id="a" label="Tên" value="" onInput={nothing} />
        <TextArea id="b" label="Ghi chú" value="" onInput={nothing} />
        <DateField id="c" label="Ngày sinh" parts={parts} value={{ day: '', month: '', year: '' }} onInput={nothing} />
      </>,
    )
    const boxes = [...container.querySelectorAll('input, textarea')]
    expect(boxes).toHaveLength(5)
    for (const box of boxes) {
      expect(box.getAttribute('autocomplete')).toBe('off')
      expect(box.getAttribute('inputmode')).toBeTruthy()
      expect(box.getAttribute('placeholder')).toBeNull()
    }
  })

  test('as a question has its label in the one heading, which takes the focus', () => {
    render(<TextField id="a" label="Họ và tên là gì?" labelAs="title" value="" onInput={nothing} />)
    const heading = screen.getByRole('heading', { level: 1, name: 'Họ và tên là gì?' })
    expect(document.activeElement).toBe(heading)
    expect(screen.getByLabelText('Họ và tên là gì?').tagName).toBe('INPUT')
  })
})

test('a date takes digits only and tells the whole of it', () => {
  const onInput = vi.fn()
  const parts = { day: 'Ngày', month: 'Tháng', year: 'Năm' }
  render(
    <DateField
      id="c"
      label="Ngày sinh"
      parts={parts}
      value={{ day: '', month: '3', year: '1950' }}
      onInput={onInput}
    />,
  )
  fireEvent.input(screen.getByLabelText('Ngày'), { target: { value: '1x2' } })
  expect(onInput).toHaveBeenCalledWith({ day: '12', month: '3', year: '1950' })
})

test('a choice has nothing chosen beforehand, and its anchor is the first card', () => {
  const onChange = vi.fn()
  const options = [
    { value: 'f', label: 'Nữ' },
    { value: 'm', label: 'Nam', hint: 'như trên thẻ' },
  ]
  const { container } = render(<Choice id="sex" label="Nam hay nữ?" options={options} value="" onChange={onChange} />)
  expect(container.querySelectorAll('input:checked')).toHaveLength(0)
  expect(document.getElementById('sex')).toBe(screen.getByLabelText('Nữ'))
  fireEvent.click(screen.getByLabelText(/^Nam/))
  expect(onChange).toHaveBeenCalledWith('m')
  expect(screen.getByRole('group', { name: 'Nam hay nữ?' })).toBeTruthy()
})

test('a tick tells whether it is set', () => {
  const onChange = vi.fn()
  render(<Checkbox id="read" label="Đã đọc to" error="Đọc to trước." checked={false} onChange={onChange} />)
  const tick = screen.getByLabelText('Đã đọc to')
  expect(description(tick)).toBe('Đọc to trước.')
  fireEvent.click(tick)
  expect(onChange).toHaveBeenCalledWith(true)
})
