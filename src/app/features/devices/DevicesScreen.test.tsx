// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import {
  id,
  now,
  sampleBreach,
  sampleDevices,
  sampleRecovery,
  sampleUnits,
  sampleVolunteers,
} from '../../../../tests/looks/deskSamples.ts'
import { DeskProblem } from '../../desk/DeskProblem.ts'
import { deskLocales } from '../../desk/deskLocales.ts'
import { startI18n } from '../../i18n/i18n.ts'
import { DevicesScreen } from './DevicesScreen.tsx'
import { DevicesContext, type DevicesPort } from './devicesPort.ts'

beforeAll(() => startI18n(deskLocales))
afterEach(cleanup)

function draw(part: Partial<DevicesPort> = {}) {
  const port: DevicesPort = {
    isAdmin: true,
    devices: vi.fn(async () => sampleDevices),
    decide: vi.fn(async () => {}),
    answerCall: vi.fn(async () => {}),
    units: async () => sampleUnits,
    volunteers: vi.fn(async () => sampleVolunteers),
    addVolunteer: vi.fn(async () => {}),
    removeVolunteer: vi.fn(async () => {}),
    resetPin: vi.fn(async () => {}),
    answerChallenge: vi.fn(async () => sampleRecovery),
    reportLost: vi.fn(async () => {}),
    breachList: vi.fn(async () => sampleBreach),
    makeEnrolLink: vi.fn(async () => ({ enrolUrl: 'https://vi-du.vn/enrol#x', expiresAt: now + 600_000 })),
    now: () => now,
    ...part,
  }
  render(
    <DevicesContext.Provider value={port}>
      <DevicesScreen />
    </DevicesContext.Provider>,
  )
  return port
}

it('shows the six digits of a waiting tablet, large and readable one by one, and approves it', async () => {
  const port = draw()
  expect((await screen.findByLabelText('4 0 2 8 1 7')).textContent).toBe('402817')
  fireEvent.click(screen.getByRole('button', { name: 'Đúng mã, duyệt máy này' }))
  await waitFor(() => expect(port.decide).toHaveBeenCalledWith(id(50), 'approve', 'team'))
  expect(await screen.findByText(/^Đã duyệt .*sẵn sàng/)).toBeTruthy()
  await waitFor(() => expect(port.devices).toHaveBeenCalledTimes(2))
})

it('approves a tablet for the hall as a kiosk only when it was told so, and marks it in the list (SPEC KSK-1)', async () => {
  const port = draw()
  fireEvent.click(await screen.findByLabelText(/^Máy tự phục vụ/))
  fireEvent.click(screen.getByRole('button', { name: 'Đúng mã, duyệt máy này' }))
  await waitFor(() => expect(port.decide).toHaveBeenCalledWith(id(50), 'approve', 'kiosk'))
  expect(screen.getByRole('row', { name: /Máy bảng 3/ }).textContent).toContain('Máy tự phục vụ')
})

it('asks before it takes a tablet out, and does nothing when the officer keeps it', async () => {
  const port = draw()
  fireEvent.click(await screen.findByRole('button', { name: 'Thu quyền máy Máy bảng 3' }))
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Giữ lại' }))
  expect(port.decide).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Thu quyền máy Máy bảng 3' }))
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Thu quyền máy này' }))
  await waitFor(() => expect(port.decide).toHaveBeenCalledWith(id(51), 'revoke'))
})

it('makes a link for a chosen team and counts down what is left of it', async () => {
  let clock = now
  const port = draw({ now: () => clock })
  const make = await screen.findByRole('button', { name: 'Tạo đường dẫn' })
  fireEvent.click(make)
  expect(await screen.findByText('Chọn tổ trước.')).toBeTruthy()
  fireEvent.click(within(screen.getByRole('group', { name: /Máy thuộc tổ nào/ })).getByLabelText(/^Tổ 2/))
  fireEvent.click(make)
  expect(await screen.findByDisplayValue('https://vi-du.vn/enrol#x')).toBeTruthy()
  expect(port.makeEnrolLink).toHaveBeenCalledWith(id(62), id(63))
  expect(screen.getByText('Còn dùng được 10 phút.')).toBeTruthy()
  clock = now + 600_001
  expect(await screen.findByText(/Đường dẫn đã hết hạn/, {}, { timeout: 3000 })).toBeTruthy()
  expect(screen.queryByDisplayValue('https://vi-du.vn/enrol#x')).toBeNull()
})

it('says what is wrong with a new volunteer, then adds them', async () => {
  const port = draw()
  const add = await screen.findByRole('button', { name: 'Thêm tình nguyện viên' })
  fireEvent.input(screen.getByLabelText('Mã PIN đầu tiên'), { target: { value: '123456' } })
  fireEvent.click(add)
  expect((await screen.findByRole('alert')).querySelectorAll('li')).toHaveLength(3)
  expect(port.addVolunteer).not.toHaveBeenCalled()
  fireEvent.input(screen.getByLabelText('Họ tên'), { target: { value: '  Người  Đặt Ra ' } })
  fireEvent.click(within(screen.getByRole('group', { name: /Thuộc tổ nào/ })).getByLabelText(/^Tổ 1/))
  fireEvent.input(screen.getByLabelText('Mã PIN đầu tiên'), { target: { value: '482913' } })
  fireEvent.click(add)
  await waitFor(() =>
    expect(port.addVolunteer).toHaveBeenCalledWith({ name: 'Người Đặt Ra', team: id(61), pin: '482913' }),
  )
  await waitFor(() => expect(port.volunteers).toHaveBeenCalledTimes(2))
})

it('says a refusal in words and asks for the list again', async () => {
  const port = draw({
    decide: vi.fn(async () => {
      throw new DeskProblem('not-allowed')
    }),
  })
  fireEvent.click(await screen.findByRole('button', { name: 'Không duyệt' }))
  expect(await screen.findByText(/không được làm việc đó/)).toBeTruthy()
  expect(port.devices).toHaveBeenCalledTimes(2)
})

it('shows an officer without that right what there is, and nothing to press', async () => {
  draw({ isAdmin: false })
  expect(await screen.findByLabelText('4 0 2 8 1 7')).toBeTruthy()
  expect(screen.getByText(/là việc của người quản trị xã/)).toBeTruthy()
  await screen.findByText('Tình nguyện viên')
  for (const name of [/duyệt máy này/, /Tạo đường dẫn/, /Thu quyền/, 'Thêm tình nguyện viên']) {
    expect(screen.queryByRole('button', { name })).toBeNull()
  }
})
