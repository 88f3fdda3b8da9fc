// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { memoryTablet } from '../../../tests/looks/memoryPorts.ts'
import { setLanguage, startI18n } from '../i18n/i18n.ts'
import { tabletLocales } from '../i18n/tabletLocales.ts'
import { App } from './App.tsx'

// lazy screens are built on first use, which takes its time on a busy machine
configure({ asyncUtilTimeout: 8000 })
vi.setConfig({ testTimeout: 30_000 })

beforeEach(async () => {
  await startI18n(tabletLocales)
  await setLanguage('vi')
})
afterEach(cleanup)

const consent = { given: true, method: 'voice', at: 1, textVersion: '2026-11-22' }
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const heading = (name: string) => screen.findByRole('heading', { level: 1, name })
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })

async function scanOf(identity: Record<string, unknown>) {
  const tablet = memoryTablet({ lock: { kind: 'open', volunteer: { id: 'v1', name: 'Trần Thử' } } })
  const draft = await tablet.drafts.create('activation', { consent, identity }, null)
  history.replaceState(null, '', `/field/activation/${draft.id}/scan/name`)
  render(<App ports={tablet} secure />)
  await heading('Đưa mã QR trên thẻ vào trước máy ảnh')
  return { tablet, draft, identityNow: () => tablet.stored.get(draft.id)?.groups.identity }
}

/** The invented person of identity-vectors.json. */
async function typeLines(second = '8504098F4504090VNM6') {
  await press('Gõ ba dòng ở mặt sau')
  type('Dòng 1', 'IDVNM18501234590701850123450')
  type('Dòng 2', second)
  type('Dòng 3', 'THI  MAU MAU')
  await press('Xem thử')
}

test('without a camera it says so, and the keyboard is a tap away', async () => {
  await scanOf({})
  await screen.findByText('Không thấy máy ảnh.')
  await press('Gõ tay, không quét')
  await screen.findByRole('textbox', { name: 'Họ và tên của bà con là gì?' })
})

test('the back of a card fills what is empty, its name once a person has given it its accents; its lines are kept nowhere', async () => {
  const { tablet, identityNow } = await scanOf({})
  await typeLines('8504099F4504090VNM6')
  expect(screen.getByRole('alert').textContent).toContain('xem lại ngày sinh')
  type('Dòng 2', '8504098F4504090VNM6')
  await press('Xem thử')
  await heading('Xem lại rồi điền vào')
  expect(identityNow() ?? {}).toEqual({})
  type('Họ tên', 'Thị Mẫu Mẫu')
  await press('Đúng, điền vào')
  await waitFor(() =>
    expect(identityNow()).toEqual({
      name: 'Thị Mẫu Mẫu',
      idNumber: '070185012345',
      birthDate: '1985-04-09',
      sex: 'f',
    }),
  )
  expect(JSON.stringify([...tablet.stored.values()])).not.toContain('IDVNM')
})

test('what was written is asked about, and a name with accents stays (facts §1)', async () => {
  const { identityNow } = await scanOf({ name: 'Điểu Thử', sex: 'f', birthDate: '1985-04-08' })
  await typeLines()
  await heading('Xem lại rồi điền vào')
  expect(screen.getByText(/Tên đã ghi được giữ nguyên/)).toBeTruthy()
  await press('Đúng, điền vào')
  expect(screen.getByRole('alert').textContent).toContain('Ngày sinh: chọn giữ cái nào')
  fireEvent.click(screen.getByRole('radio', { name: /Đã ghi trước đó/ }))
  await press('Đúng, điền vào')
  await waitFor(() =>
    expect(identityNow()).toEqual({ name: 'Điểu Thử', sex: 'f', birthDate: '1985-04-08', idNumber: '070185012345' }),
  )
})

test('somebody of that name and birth who is in this tablet is offered, and nothing is begun twice', async () => {
  const { tablet, draft } = await scanOf({})
  const person = { name: 'Thị Mẫu Mẫu', birthDate: '1985' }
  const earlier = await tablet.drafts.create('activation', { consent }, null)
  const other = await tablet.drafts.create('activation', { consent }, null)
  await tablet.drafts.save(earlier.id, { identity: person })
  await tablet.drafts.save(other.id, { identity: { ...person, birthDate: '1986' } })
  await typeLines()
  expect(await screen.findAllByRole('button', { name: /^Mở:/ })).toHaveLength(1)
  await press(/^Mở: Thị Mẫu Mẫu/)
  await waitFor(() => expect(location.pathname).toContain(earlier.id))
  expect(tablet.stored.has(draft.id)).toBe(false)
})
