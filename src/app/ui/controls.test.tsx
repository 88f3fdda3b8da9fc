// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import { BigCode } from './bigCode/BigCode.tsx'
import { Busy } from './busy/Busy.tsx'
import { Button } from './button/Button.tsx'
import { Row } from './card/Row.tsx'
import { Dialog } from './dialog/Dialog.tsx'
import { ProgressSteps } from './progressSteps/ProgressSteps.tsx'
import { SaveState } from './saveState/SaveState.tsx'
import { Screen } from './screen/Screen.tsx'
import { SummaryList } from './summaryList/SummaryList.tsx'
import { Table } from './table/Table.tsx'
import { Toast } from './toast/Toast.tsx'

afterEach(cleanup)

test('Button: a link where there is an address, else a button that sends only when told to', () => {
  render(
    <>
      <Button href="/field">Về</Button>
      <Button>Khóa máy</Button>
      <Button type="submit" form="question">
        Đi tiếp
      </Button>
    </>,
  )
  expect(screen.getByRole('link', { name: 'Về' }).getAttribute('href')).toBe('/field')
  expect(screen.getByRole('button', { name: 'Khóa máy' }).getAttribute('type')).toBe('button')
  expect(screen.getByRole('button', { name: 'Đi tiếp' }).getAttribute('form')).toBe('question')
})

test('BigCode: read out sign by sign', () => {
  render(<BigCode label="Mã" code="TS-4K7QP-2" />)
  expect(screen.getByLabelText('T S - 4 K 7 Q P - 2')).toBeTruthy()
})

test('Busy: says what goes on, and how far where it is known', () => {
  render(<Busy text="Đang gửi" share={0.25} />)
  expect(screen.getByRole('status').textContent).toBe('Đang gửi')
  expect(screen.getByRole('progressbar', { name: 'Đang gửi' }).getAttribute('value')).toBe('0.25')
})

test('SaveState: only a failure interrupts', () => {
  const { rerender } = render(<SaveState state="saved" text="Đã lưu trên máy" />)
  expect(screen.getByRole('status').textContent).toBe('Đã lưu trên máy')
  rerender(<SaveState state="failed" text="Chưa lưu được" />)
  expect(screen.getByRole('alert').textContent).toBe('Chưa lưu được')
})

test('ProgressSteps: one part a step, said in words', () => {
  const { container } = render(<ProgressSteps current={4} total={8} text="Bước 4 / 8" />)
  expect(screen.getByRole('img', { name: 'Bước 4 / 8' })).toBeTruthy()
  expect(container.querySelectorAll('.progress-steps__step--done')).toHaveLength(3)
  expect(container.querySelectorAll('.progress-steps__step--here')).toHaveLength(1)
})

test('Row: the whole line is one link', () => {
  render(<Row href="/x" title="Hộ 014" detail="4 người" state="Còn 2 người" mark="1" />)
  expect(screen.getByRole('link').textContent).toContain('Hộ 0144 ngườiCòn 2 người')
})

test('SummaryList: each answer with a link that makes sense alone', () => {
  render(
    <SummaryList
      changeText="Sửa"
      rows={[{ id: 'n', name: 'Họ tên', value: 'Nguyễn Thị Mẫu', href: '/n', changeLabel: 'Sửa: Họ tên' }]}
    />,
  )
  expect(screen.getByRole('link', { name: 'Sửa: Họ tên' }).getAttribute('href')).toBe('/n')
})

test('Table: headings belong to columns, an empty one says so', () => {
  const columns = [
    { id: 'a', title: 'Mã' },
    { id: 'b', title: 'Còn lại', figures: true },
  ]
  render(<Table caption="Việc" columns={columns} rows={[]} emptyText="Không còn việc." />)
  expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual(['Mã', 'Còn lại'])
  expect(screen.getByText('Không còn việc.').getAttribute('colspan')).toBe('2')
})

test('Toast: can be undone, and stays until it is closed', () => {
  vi.useFakeTimers()
  const [onAction, onClose] = [vi.fn(), vi.fn()]
  render(<Toast text="Đã bỏ." actionText="Lấy lại" onAction={onAction} closeText="Đóng" onClose={onClose} />)
  vi.advanceTimersByTime(600_000)
  expect(onClose).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Lấy lại' }))
  expect(onAction).toHaveBeenCalledOnce()
  vi.useRealTimers()
})

test('Dialog: opens as a modal with its title, and its content is gone when closed', () => {
  const { rerender } = render(<Dialog title="Bỏ việc này?" open={false} onClose={() => undefined} actions={null} />)
  expect(screen.queryByText('Bỏ việc này?')).toBeNull()
  rerender(<Dialog title="Bỏ việc này?" open onClose={() => undefined} actions={null} />)
  expect(screen.getByRole('dialog', { name: 'Bỏ việc này?' })).toHaveProperty('open', true)
})

test('Screen: one main part, reached first by the skip link', () => {
  render(<Screen skipText="Đến nội dung">Nội dung</Screen>)
  expect(screen.getByRole('link', { name: 'Đến nội dung' }).getAttribute('href')).toBe('#main')
  expect(screen.getByRole('main').id).toBe('main')
})
