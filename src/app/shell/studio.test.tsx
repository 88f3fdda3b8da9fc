// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type MemoryOptions, memoryTablet } from '../../../tests/looks/memoryPorts.ts'
import { setLanguage, startI18n } from '../i18n/i18n.ts'
import { tabletLocales } from '../i18n/tabletLocales.ts'
import type { OwnSentence } from '../storage/ports.ts'
import { App } from './App.tsx'

// lazy screens are built on first use, which takes its time on a busy machine
configure({ asyncUtilTimeout: 8000 })
vi.setConfig({ testTimeout: 30_000 })

beforeAll(() => startI18n(tabletLocales))
beforeEach(() => setLanguage('vi'))
afterEach(cleanup)

const open: MemoryOptions = { lock: { kind: 'open', volunteer: { id: 'v1', name: 'Nguyễn Thị Mẫu' } } }
const said = (key: string, state: OwnSentence['state'], more: Partial<OwnSentence> = {}): OwnSentence => ({
  ...{ language: 'sti', kind: 'clip', key, title: 'Giữ máy cũ', speaker: 'Điểu Thị Mẫu', text: '', at: 0 },
  state,
  ...more,
})
const box = async () => {
  const found = await screen.findByLabelText('Bản dịch của câu này')
  if (!(found instanceof HTMLTextAreaElement)) throw new Error('no text')
  return found
}

function at(path: string, more: MemoryOptions = {}) {
  history.replaceState(null, '', path)
  const tablet = memoryTablet({ ...open, ...more })
  render(<App ports={tablet} secure />)
  return tablet
}

test('the guides lead to the studio, where each guide says how far it is recorded and what waits for the line', async () => {
  const mine = [said('new-phone/keepOld', 'waiting'), said('new-phone/login', 'sent'), said('new-phone/chip', 'kept')]
  at('/field/guides', { said: mine })
  fireEvent.click(await screen.findByRole('link', { name: 'Ghi tiếng' }))
  fireEvent.click(await screen.findByRole('link', { name: /Bù Lơ/ }))
  expect(await screen.findByText(/^Đã ghi 2 trên \d+ câu$/)).toBeTruthy()
  expect(screen.getByText('Còn 1 câu chờ gửi')).toBeTruthy()
  // nothing of the desk's is offered
  expect(screen.queryByText('Phát ra các máy')).toBeNull()
  fireEvent.click(screen.getByRole('link', { name: /^Đổi sang/ }))
  expect(await screen.findByText('Chờ gửi về xã')).toBeTruthy()
  expect(screen.getByText('Ghi rồi, chưa giữ')).toBeTruthy()
})

test('a take that was kept before a lock can be heard and handed on; without a name and a yes nothing is recorded', async () => {
  const tablet = at('/field/studio/sti/new-phone')
  const studio = await tablet.studio()
  const take = { title: 'Giữ máy cũ', speaker: 'Điểu Thị Mẫu', consentOn: '2026-11-27', sound: new Uint8Array(9) }
  await studio.keepTake({ language: 'sti', kind: 'clip', key: 'new-phone/keepOld' }, take)
  fireEvent.click(await screen.findByRole('link', { name: /Giữ máy cũ/ }))
  await screen.findByText('Điểu Thị Mẫu đã nói câu này, máy đang giữ. Nghe lại rồi gửi.')
  fireEvent.click(screen.getByRole('button', { name: 'Thu lại' }))
  expect(await screen.findByText('Chỉ thu khi người nói đồng ý.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Gửi về xã để duyệt' }))
  expect(await screen.findByText('Chờ gửi về xã')).toBeTruthy()
  expect(studio.list.value).toMatchObject([{ key: 'new-phone/keepOld', state: 'waiting' }])
})

test('a translation is kept as it is typed, found again on another screen, and handed on', async () => {
  const tablet = at('/field/studio/khm/new-phone/words/1')
  const studio = await tablet.studio()
  // the draft that ships is offered, and kept only once somebody changed it
  await waitFor(async () => expect((await box()).value).not.toBe(''))
  expect(studio.list.value).toEqual([])
  fireEvent.input(await box(), { target: { value: '[thử]' } })
  await waitFor(() => expect(studio.list.value).toMatchObject([{ kind: 'translation', text: '[thử]', state: 'kept' }]))
  fireEvent.click(screen.getByRole('link', { name: 'Câu sau' }))
  await waitFor(async () => expect((await box()).value).not.toBe('[thử]'))
  fireEvent.click(screen.getByRole('link', { name: 'Câu trước' }))
  await waitFor(async () => expect((await box()).value).toBe('[thử]'))
  fireEvent.input(await box(), { target: { value: '<b>' } })
  fireEvent.click(screen.getByRole('button', { name: 'Gửi về xã để duyệt' }))
  expect(await screen.findByText(/ký hiệu không phải lời nói/)).toBeTruthy()
  // a code that somebody was sent is kept nowhere (SPEC STO-5)
  fireEvent.input(await box(), { target: { value: 'OTP 482913' } })
  fireEvent.click(screen.getByRole('button', { name: 'Gửi về xã để duyệt' }))
  expect(await screen.findByText(/Máy không bao giờ lưu những mã đó|Máy không lưu mã OTP/)).toBeTruthy()
  expect(studio.list.value).toMatchObject([{ state: 'kept' }])
  expect(JSON.stringify(studio.list.value)).not.toContain('482913')
  fireEvent.input(await box(), { target: { value: '[thử lại]' } })
  fireEvent.click(screen.getByRole('button', { name: 'Gửi về xã để duyệt' }))
  expect(await screen.findByText('Chờ gửi về xã')).toBeTruthy()
  expect(studio.list.value).toMatchObject([{ text: '[thử lại]', state: 'waiting' }])
})
