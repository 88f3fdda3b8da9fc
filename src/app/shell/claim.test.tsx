// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { memoryTablet } from '../../../tests/looks/memoryPorts.ts'
import { setLanguage, startI18n } from '../i18n/i18n.ts'
import { tabletLocales } from '../i18n/tabletLocales.ts'
import type { ClaimResult, Slip } from '../storage/ports.ts'
import { App } from './App.tsx'

// lazy screens are built on first use, which takes its time on a busy machine
configure({ asyncUtilTimeout: 8000 })
vi.setConfig({ testTimeout: 30_000 })

beforeEach(async () => {
  await startI18n(tabletLocales)
  await setLanguage('vi')
})
afterEach(cleanup)

const claimed = '7d3c1a52-6f0b-4a8e-9b21-000000000077'
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const type = async (label: string | RegExp, value: string) =>
  fireEvent.input(await screen.findByLabelText(label), { target: { value } })

test('a slip from the kiosk is typed in, every refusal says what to do, and the draft opens when it is here (SPEC KSK-5)', async () => {
  const answers: ClaimResult[] = [
    { kind: 'misread', what: 'code' },
    { kind: 'misread', what: 'secret' },
    { kind: 'no-line' },
    { kind: 'unknown' },
    { kind: 'expired' },
    { kind: 'busy' },
    { kind: 'refused' },
  ]
  const asked: Slip[] = []
  const tablet = memoryTablet({
    lock: { kind: 'open', volunteer: { id: 'v1', name: 'Trần Thử' } },
    claim: (slip) => {
      asked.push(slip)
      return answers.shift() ?? { kind: 'ok', recordId: claimed }
    },
  })
  history.replaceState(null, '', '/field/new-dossier')
  render(<App ports={tablet} secure />)
  fireEvent.click(await screen.findByRole('link', { name: 'Bà con có giấy hẹn từ máy tự phục vụ' }))
  await type('Mã hồ sơ nháp', 'TS-4K7QP-2')
  await type(/^Số bí mật/, '4k7q p2m8')
  for (const words of [
    /^Mã này chưa đúng/,
    /^Số bí mật chưa đúng/,
    /^Chưa có mạng/,
    /^Xã không tìm thấy/,
    /quá hạn/,
    /^Xã đang bận/,
    /không được mở hồ sơ từ máy/,
  ]) {
    await press('Mở hồ sơ dở')
    expect((await screen.findAllByText(words)).length).toBeGreaterThan(0)
  }
  await press('Mở hồ sơ dở')
  await screen.findByText('Đang lấy hồ sơ về')
  expect(asked.at(-1)).toEqual({ code: 'TS-4K7QP-2', secret: '4k7q p2m8' })
  const groups = { about: { formId: 'khai-sinh' }, consent: { given: true } }
  const { id } = await tablet.drafts.create('dossier', groups, null)
  const draft = tablet.stored.get(id)
  if (draft) tablet.stored.set(claimed, { ...draft, id: claimed })
  await tablet.drafts.discard(id)
  await screen.findByRole('heading', { level: 1, name: 'Xin phép bà con trước' })
  expect(location.pathname).toContain(claimed)
})
