// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type MemoryOptions, memoryTablet } from '../../../tests/looks/memoryPorts.ts'
import { setLanguage, startI18n } from '../i18n/i18n.ts'
import { setReader } from '../i18n/reader.ts'
import { tabletLocales } from '../i18n/tabletLocales.ts'
import { App } from './App.tsx'

// lazy screens are built on first use, which takes its time on a busy machine
configure({ asyncUtilTimeout: 8000 })
vi.setConfig({ testTimeout: 30_000 })

beforeEach(async () => {
  await startI18n(tabletLocales)
  await setLanguage('vi')
  setReader(null)
})
afterEach(cleanup)

const open: MemoryOptions = { lock: { kind: 'open', volunteer: { id: 'v1', name: 'Nguyễn Thị Mẫu' } } }
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name })
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))

function at(path: string) {
  history.replaceState(null, '', path)
  const tablet = memoryTablet(open)
  render(<App ports={tablet} secure />)
  return tablet
}

async function fails(reason: string) {
  fireEvent.click(await screen.findByRole('link', { name: 'Chưa được' }))
  await heading('Chưa được vì sao?')
  fireEvent.click(screen.getByRole('radio', { name: reason }))
  await press('Ghi lại, xem cách gỡ')
}

test('the home leads to the guides, found without accents', async () => {
  at('/field')
  fireEvent.click(await screen.findByRole('link', { name: 'Xem hướng dẫn' }))
  await heading('Bà con cần chỉ việc gì?')
  expect(screen.getAllByRole('listitem')).toHaveLength(11)
  fireEvent.input(screen.getByLabelText('Tìm hướng dẫn, không cần dấu'), { target: { value: 'quen ma' } })
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1))
  expect(screen.getByText('Thấy 1 hướng dẫn')).toBeTruthy()
  fireEvent.click(within(screen.getByRole('listitem')).getByRole('link'))
  await heading('Bấm “Quên passcode”')
})

test('a guide is walked to its end and keeps nothing', async () => {
  const tablet = at('/field/guides/new-phone')
  const titles = [
    'Giữ máy cũ và SIM bên mình',
    'Cài ứng dụng VNeID',
    'Đăng nhập trên máy mới',
    'Xem mã ở máy cũ',
    'Hoặc dùng thẻ gắn chip',
    'Mỗi lần chỉ một máy',
  ]
  for (const [index, title] of titles.entries()) {
    await heading(title)
    expect(screen.getByRole('img', { name: `Bước ${index + 1} / 6` })).toBeTruthy()
    await press('Được rồi, bước tiếp')
  }
  await heading('Xong rồi')
  expect(tablet.stored.size).toBe(0)
  expect(tablet.saves).toEqual([])
  expect(location.pathname).toBe('/field/guides/new-phone/done')
})

test('after two failures a person is offered by itself, with what to bring', async () => {
  at('/field/guides/forgot-passcode/step/otp')
  await heading('Bà con tự nhập mã trong tin nhắn')
  await fails('Mã không về')
  await heading('Bà con tự nhập mã trong tin nhắn')
  expect(screen.getByText(/Soạn TTTB gửi 1414/)).toBeTruthy()
  expect(screen.queryByText(/Bước này đang vướng/)).toBeNull()
  await fails('Mã không về')
  await screen.findByText(/Bước này đang vướng/)
  expect(screen.getByText('Đến nhà mạng của SIM')).toBeTruthy()
  expect(screen.getByText(/Mang theo: Thẻ căn cước/)).toBeTruthy()
  expect(screen.getByText('Đã thử 2 lần ở bước này.')).toBeTruthy()
})

test('the end names the first step that has not worked', async () => {
  at('/field/guides/protect-codes/step/leaked')
  await heading('Lỡ lộ mã thì báo ngay')
  await press('Hiểu rồi, tiếp')
  await heading('Còn bước chưa xong')
  fireEvent.click(screen.getByRole('link', { name: 'Mã nào phải giữ kín' }))
  await heading('Mã nào phải giữ kín')
})

test('an address of a guide that is not here says so', async () => {
  at('/field/guides/no-such-guide/step/one')
  await heading('Không có hướng dẫn này')
})

test('asked for English: the draft is marked, and the Vietnamese is beside it', async () => {
  at('/field/guides/new-phone/step/keepOld')
  await heading('Giữ máy cũ và SIM bên mình')
  await setLanguage('en')
  const title = await heading(/Keep the old phone and SIM at hand/)
  expect(title.textContent).toContain('Giữ máy cũ và SIM bên mình')
  expect(within(title).getByText('Giữ máy cũ và SIM bên mình').getAttribute('lang')).toBe('vi')
  expect(screen.getByText(/a translation that nobody has reviewed/)).toBeTruthy()
})

test.each([
  [{ code: 'khm', text: 'km' } as const, /Chưa có chữ tiếng Khmer đã duyệt/],
  [{ code: 'sti', text: null } as const, /Tiếng S'tiêng \(Bù Lơ\) không có chữ ở đây/],
])('a language without words here says so and shows the Vietnamese: $code', async (reader, said) => {
  at('/field/guides/new-phone/step/keepOld')
  await heading('Giữ máy cũ và SIM bên mình')
  setReader(reader)
  await screen.findByText(said)
  await heading('Giữ máy cũ và SIM bên mình')
})

test('switching the language in the middle of a guide loses nothing of it', async () => {
  at('/field/guides/forgot-passcode/step/otp')
  await heading('Bà con tự nhập mã trong tin nhắn')
  await fails('Mã không về')
  await screen.findByText('Đã thử 1 lần ở bước này.')
  await setLanguage('en')
  await screen.findByText('Tried 1 time at this step.')
  setReader({ code: 'sti', text: null })
  await setLanguage('vi')
  await screen.findByText('Đã thử 1 lần ở bước này.')
  await press('Được rồi, bước tiếp')
  await heading('Hoặc dùng thẻ gắn chip')
})

test('a device without a voice says so, and who can read aloud', async () => {
  at('/field/guides/new-phone/step/keepOld')
  await press('Nghe')
  await screen.findByText('Máy này chưa có giọng đọc. Nhờ người giúp đọc to.')
})
