// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type MemoryOptions, memoryTablet, ready } from '../../../tests/looks/memoryPorts.ts'
import { setLanguage, startI18n } from '../i18n/i18n.ts'
import { tabletLocales } from '../i18n/tabletLocales.ts'
import { App } from './App.tsx'

configure({ asyncUtilTimeout: 8000 })
vi.setConfig({ testTimeout: 30_000 })

beforeAll(() => startI18n(tabletLocales))
beforeEach(() => setLanguage('vi'))
afterEach(cleanup)

const open: MemoryOptions = { lock: { kind: 'open', volunteer: { id: 'v1', name: 'Nguyễn Thị Mẫu' } } }
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name })
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const link = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('link', { name }))

function at(path: string, options: MemoryOptions = {}) {
  history.replaceState(null, '', path)
  render(<App ports={memoryTablet({ ...open, ...options })} secure />)
}

test('a new volunteer goes through a lesson from the guides to its question, and learns why an answer is wrong', async () => {
  at('/field/guides')
  await link('Bài học cho tình nguyện viên')
  await heading('Bài học cho tình nguyện viên mới')
  await link(/^Không hỏi, không nhìn, không giữ mã/)
  await heading('Mã nào là của riêng bà con')
  await press('Đi tiếp')
  await heading('Bà con gõ, mình quay đi')
  await press('Đi tiếp')
  await heading('Máy này không nhận mã')
  await press('Đi tiếp')
  await heading('Gặp lúc này, bạn làm gì?')
  expect(screen.queryByRole('link', { name: 'Xong bài này' })).toBeNull()
  fireEvent.click(screen.getByRole('radio', { name: 'Gõ giùm cho nhanh' }))
  expect(await screen.findByText('Chưa phải')).toBeTruthy()
  expect(screen.getByText(/^Ai biết mã là vào được tài khoản/)).toBeTruthy()
  fireEvent.click(screen.getByRole('radio', { name: /^Nhờ người nhà bà tin cậy/ }))
  await link('Xong bài này')
  await heading('Bài học cho tình nguyện viên mới')
})

test.each([
  [true, /^Máy này đang ở xã mẫu/],
  [false, /^Đừng tập với người thật/],
])('says where to practise without real people; on a tablet of the practice commune: %s', async (practice, words) => {
  at('/field/lessons', { enrol: { ...ready, practice } })
  expect(await screen.findByText(words)).toBeTruthy()
})
