// @vitest-environment happy-dom
import { act, cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type MemoryOptions, memoryTablet, practicePin } from '../../../../tests/looks/memoryPorts.ts'
import { language, setLanguage, startI18n } from '../../i18n/i18n.ts'
import { tabletLocales } from '../../i18n/tabletLocales.ts'
import type { Draft } from '../../storage/ports.ts'
import { App } from '../App.tsx'

// lazy screens are built on first use, which takes its time on a busy machine
configure({ asyncUtilTimeout: 8000 })
vi.setConfig({ testTimeout: 30_000 })

const start = 1_790_000_000_000
let time = start
beforeEach(async () => {
  time = start
  await startI18n(tabletLocales)
  await setLanguage('vi')
})
afterEach(cleanup)

const id = '7d3c1a52-6f0b-4a8e-9b21-000000000001'
const consent = { given: true, at: start, textVersion: '2026-11-22', method: 'voice' }
const draft: Draft = {
  id,
  type: 'activation',
  title: 'Lê Thị Thử',
  at: 'name',
  groups: { consent, identity: { name: 'Lê Thị Thử' } },
  baseVersion: 0,
  parent: null,
  createdAt: start,
  updatedAt: start,
  owner: 'v1',
  returnNote: 'Xin hỏi lại hàng xóm Mẫu',
}
const other: Draft = { ...draft, id: '8e3c1a52-6f0b-4a8e-9b21-000000000002', title: 'Trần Văn Bí Mật' }

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name })
const pop = () => act(() => void dispatchEvent(new PopStateEvent('popstate')))

async function turnedAt(place: string, options: MemoryOptions = {}) {
  history.replaceState(null, '', `/field/activation/${id}/${place}`)
  const lock = { kind: 'open', volunteer: { id: 'v1', name: 'Nguyễn Thị Mẫu' } } as const
  const tablet = memoryTablet({ now: () => time, lock, drafts: [draft, other], ...options })
  render(<App ports={tablet} secure />)
  await press('Xoay máy cho bà con')
  await screen.findByRole('button', { name: 'Đưa máy lại' })
  return tablet
}

async function pin() {
  for (const digit of practicePin) await press(digit)
  await press('Mở máy')
}

test('one question, large, and nothing of the volunteer’s: no way home, no scan, no desk’s note, no lock, no way back', async () => {
  await turnedAt('name')
  await screen.findByLabelText('Họ và tên của bà con là gì?')
  expect(document.documentElement.dataset.place).toBe('kiosk')
  const ways = screen.queryAllByRole('link').map((link) => link.getAttribute('href'))
  expect(ways.filter((href) => href !== '#main' && href !== `/field/activation/${id}/ask/name`)).toEqual([])
  for (const name of ['Khóa máy', 'Quét thẻ căn cước', 'Xoay máy cho bà con']) {
    expect(screen.queryByText(name)).toBeNull()
  }
  expect(document.body.textContent).not.toContain('hàng xóm Mẫu')
  expect(document.title).not.toContain('Thử')
})

test('what the resident enters is in that draft; then thanks, the PIN, and the volunteer goes on at the next question', async () => {
  const tablet = await turnedAt('name')
  fireEvent.input(await screen.findByLabelText('Họ và tên của bà con là gì?'), { target: { value: 'Lê Thị Thí Dụ' } })
  await press('Đi tiếp')
  await heading('Cảm ơn bà con')
  expect(tablet.stored.get(id)?.groups.identity?.name).toBe('Lê Thị Thí Dụ')
  expect(tablet.stored.get(other.id)).toEqual(other)
  await press('Tôi xem lại đã')
  await screen.findByLabelText('Họ và tên của bà con là gì?')
  await press('Đi tiếp')
  await press('Người giúp bấm mã PIN')
  await heading('Bấm mã PIN')
  expect(document.body.textContent).not.toContain('Lê Thị Thí Dụ')
  for (const digit of '111111') await press(digit)
  await press('Mở máy')
  await screen.findByText('Mã PIN chưa đúng. Còn 9 lần thử.')
  await pin()
  await screen.findByLabelText('Số định danh trên thẻ là số nào?')
  expect(screen.getByText('Khóa máy')).toBeTruthy()
  expect(document.documentElement.dataset.place).toBeUndefined()
})

test('Back, and whatever the history held, leads to nothing else; its address says nothing new', async () => {
  await turnedAt('name')
  const address = location.pathname
  for (let n = 0; n < 3; n++) {
    pop()
    await screen.findByLabelText('Họ và tên của bà con là gì?')
  }
  history.replaceState(null, '', '/field')
  pop()
  await screen.findByLabelText('Họ và tên của bà con là gì?')
  expect(location.pathname).toBe(address)
  history.replaceState(null, '', '/enrol')
  pop()
  await screen.findByLabelText('Họ và tên của bà con là gì?')
  expect(document.body.textContent).not.toContain('Bí Mật')
})

test('consent in the resident’s hands is read by themselves, answered on the screen, and names who handed it over', async () => {
  const signed = { consent: { method: 'signature', mark: 'M100 200l40 -30' } }
  const tablet = await turnedAt('consent', { drafts: [{ ...draft, groups: signed, at: 'consent' }] })
  await heading('Xin phép bà con trước')
  await press('Tôi đồng ý, đi tiếp')
  await screen.findAllByText('Đọc hoặc nghe hết rồi đánh dấu vào đây.')
  fireEvent.click(screen.getByRole('checkbox'))
  await press('Tôi đồng ý, đi tiếp')
  await heading('Cảm ơn bà con')
  const { consent: given } = tablet.stored.get(id)?.groups ?? {}
  // what was signed on the volunteer's screen goes: this yes was not signed
  expect(given).not.toHaveProperty('mark')
  expect(given).toMatchObject({ given: true, at: start, method: 'screen', helper: 'Nguyễn Thị Mẫu' })
})

test('a no to the consent is waiting for the volunteer after the PIN', async () => {
  await turnedAt('consent', { drafts: [{ ...draft, groups: {}, at: 'consent' }] })
  await press('Tôi không đồng ý')
  await press('Người giúp bấm mã PIN')
  await heading('Bấm mã PIN')
  await pin()
  await heading('Bà con không muốn làm')
})

test('the answers are looked through and mended, never sealed by the resident', async () => {
  const groups = { ...draft.groups, outcome: { outcome: 'pending' } }
  const tablet = await turnedAt('slip', { drafts: [{ ...draft, groups }] })
  await heading('Bà con xem lại những gì đã ghi')
  expect(screen.queryByText('Xong, khóa và gửi')).toBeNull()
  fireEvent.click(screen.getByRole('link', { name: 'Sửa: Họ và tên' }))
  fireEvent.input(await screen.findByLabelText('Họ và tên của bà con là gì?'), { target: { value: 'Lê Thị Sửa' } })
  await press('Xong, về xem lại')
  await heading('Bà con xem lại những gì đã ghi')
  await press('Đúng hết rồi')
  await heading('Cảm ơn bà con')
  expect(tablet.stored.get(id)?.groups.identity?.name).toBe('Lê Thị Sửa')
  expect(tablet.finished).toEqual([])
})

test('left alone for a minute it asks, counts down, and locks; the draft is whole', async () => {
  const tablet = await turnedAt('name')
  fireEvent.input(await screen.findByLabelText('Họ và tên của bà con là gì?'), { target: { value: 'Lê Thị Dở' } })
  time += 61_000
  await screen.findByRole('alertdialog', { name: 'Bà con còn ở đây không?' })
  expect(screen.getByLabelText('Họ và tên của bà con là gì?').closest('[hidden]')).toBeTruthy()
  await press('Tôi vẫn đang làm')
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  time += 61_000
  await screen.findByText('Còn 20 giây')
  time += 21_000
  await heading('Bấm mã PIN')
  expect(tablet.locks).toEqual(['idle'])
  expect(document.body.textContent).not.toContain('Lê Thị')
  await pin()
  expect(await screen.findByLabelText('Họ và tên của bà con là gì?')).toHaveProperty('value', 'Lê Thị Dở')
})

test('asleep for long, or out of the browser’s cache of pages, it wakes up blank and locked', async () => {
  const tablet = await turnedAt('name')
  await screen.findByLabelText('Họ và tên của bà con là gì?')
  act(() => void dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true })))
  expect(document.documentElement.hasAttribute('data-blank')).toBe(true)
  await heading('Bấm mã PIN')
  expect(tablet.locks).toEqual(['hidden'])
  expect(document.documentElement.hasAttribute('data-blank')).toBe(false)
})

test('a resident’s language is theirs: the volunteer finds their own again', async () => {
  await turnedAt('name')
  await press(/^Ngôn ngữ:/)
  await press(/English/)
  await screen.findByRole('button', { name: 'Hand back' })
  await press('Hand back')
  await press(/^Helper enters the PIN/)
  await waitFor(() => expect(language.value).toBe('vi'))
})
