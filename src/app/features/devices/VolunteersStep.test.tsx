// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { id, sampleUnits, sampleVolunteers } from '../../../../tests/looks/deskSamples.ts'
import { DeskProblem } from '../../desk/DeskProblem.ts'
import { deskLocales } from '../../desk/deskLocales.ts'
import { startI18n, textsReady } from '../../i18n/i18n.ts'
import { DevicesContext, type DevicesPort } from './devicesPort.ts'
import { VolunteersStep } from './VolunteersStep.tsx'

beforeAll(async () => {
  await startI18n(deskLocales)
  await waitFor(() => expect(textsReady.value).toBe(true))
})
afterEach(cleanup)

function draw(addVolunteer: DevicesPort['addVolunteer']) {
  const nothing = () => Promise.reject(new Error('not asked here'))
  const port: DevicesPort = {
    isAdmin: true,
    devices: nothing,
    decide: nothing,
    units: async () => sampleUnits,
    volunteers: async () => sampleVolunteers,
    addVolunteer,
    answerCall: nothing,
    removeVolunteer: nothing,
    resetPin: nothing,
    answerChallenge: nothing,
    reportLost: nothing,
    breachList: nothing,
    makeEnrolLink: nothing,
    now: () => 0,
  }
  const onHold = vi.fn()
  render(
    <DevicesContext.Provider value={port}>
      <VolunteersStep onChanged={async () => undefined} onHold={onHold} />
    </DevicesContext.Provider>,
  )
  return onHold
}
const write = (names: string) => fireEvent.input(screen.getByLabelText('Họ tên'), { target: { value: names } })
const add = () => fireEvent.click(screen.getByRole('button', { name: 'Thêm và tạo mã PIN' }))
const chooseTeam = async () =>
  fireEvent.click(within(await screen.findByRole('group', { name: /Thuộc tổ nào/ })).getByLabelText(/^Tổ 1/))

it('gives each of a list a PIN on a slip of their own; nobody of the team comes in twice', async () => {
  const added: { name: string; team: string; pin: string }[] = []
  const onHold = draw(async (one) => void added.push(one))
  await chooseTeam()
  write(`1. Người Đặt Ra\n${sampleVolunteers[0]?.name}\nNgười Số 3`)
  add()
  expect((await screen.findByRole('alert')).querySelectorAll('li')).toHaveLength(2)
  expect(added).toEqual([])
  write('1. Người Đặt Ra\n2. Người Bịa Thêm')
  add()
  expect(await screen.findByText('Mã PIN đầu tiên của Người Bịa Thêm')).toBeTruthy()
  expect(added).toMatchObject([
    { name: 'Người Đặt Ra', team: id(61) },
    { name: 'Người Bịa Thêm', team: id(61) },
  ])
  for (const { pin } of added) expect(screen.getByLabelText([...pin].join(' '))).toBeTruthy()
  expect(onHold.mock.calls.at(-1)).toEqual([true])
  fireEvent.click(screen.getByRole('button', { name: 'Đã đưa mã, ẩn đi' }))
  expect(onHold.mock.calls.at(-1)).toEqual([false])
  await waitFor(() => expect(document.body.innerHTML).not.toContain(added[0]?.pin))
})

it('keeps the PINs of those who are in when the line breaks, and the names of those who are not', async () => {
  const addVolunteer = vi
    .fn<DevicesPort['addVolunteer']>()
    .mockResolvedValueOnce(undefined)
    .mockRejectedValueOnce(new DeskProblem('no-line'))
  const onHold = draw(addVolunteer)
  await chooseTeam()
  write('Người Một Bịa\nNgười Hai Bịa\nNgười Ba Bịa')
  add()
  expect(await screen.findByText('Mã PIN đầu tiên của Người Một Bịa')).toBeTruthy()
  await waitFor(() => expect(screen.getByLabelText('Họ tên')).toHaveProperty('value', 'Người Hai Bịa\nNgười Ba Bịa'))
  expect((await screen.findByRole('alert')).textContent).toContain('Không tới được máy chủ')
  expect(onHold.mock.calls).toEqual([[true]])
})
