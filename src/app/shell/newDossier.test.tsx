// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
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

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const heading = (name: string) => screen.findByRole('heading', { level: 1, name })
const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const choose = (name: string) => fireEvent.click(screen.getByRole('radio', { name }))

function at(
  path: string,
  tablet = memoryTablet({ lock: { kind: 'open', volunteer: { id: 'v1', name: 'Trần Thử' } } }),
) {
  history.replaceState(null, '', path)
  render(<App ports={tablet} secure />)
  return tablet
}

describe('a dossier from the list of work', () => {
  test('is chosen by its form, and asks for consent before anything else (facts §6)', async () => {
    const tablet = at('/field')
    await heading('Việc của tổ')
    fireEvent.click(screen.getByRole('link', { name: 'Làm hồ sơ' }))
    await heading('Bà con cần làm hồ sơ nào?')
    await press('Đăng ký khai sinh')
    await heading('Xin phép bà con trước')
    const [draft] = [...tablet.stored.values()]
    expect(draft).toMatchObject({ type: 'dossier', parent: null, groups: { about: { formId: 'khai-sinh' } } })
    await press('Bà con đồng ý, đi tiếp')
    expect(screen.getByRole('alert').textContent).toContain('Đọc to hết')
    fireEvent.click(screen.getByRole('checkbox'))
    choose('Nói đồng ý')
    await press('Bà con đồng ý, đi tiếp')
    await heading('Gửi đến cơ quan nào?')
    await waitFor(() =>
      expect(tablet.stored.get(draft?.id ?? '')?.groups.consent).toMatchObject({ given: true, helper: 'Trần Thử' }),
    )
  })

  test('whose address jumps over consent comes back to it', async () => {
    const tablet = memoryTablet({ lock: { kind: 'open', volunteer: { id: 'v1', name: 'Trần Thử' } } })
    const draft = await tablet.drafts.create('dossier', { about: { formId: 'ct01' } }, null)
    at(`/field/dossier/${draft.id}/question/answers-name`, tablet)
    await heading('Xin phép bà con trước')
  })

  test('leaves nothing behind where the resident says no', async () => {
    const tablet = memoryTablet({ lock: { kind: 'open', volunteer: { id: 'v1', name: 'Trần Thử' } } })
    const draft = await tablet.drafts.create('dossier', { about: { formId: 'ct01' } }, null)
    at(`/field/dossier/${draft.id}/consent`, tablet)
    await press('Bà con không đồng ý')
    await press('Xong')
    await heading('Việc của tổ')
    expect(tablet.stored.size).toBe(0)
  })
})

describe('members of CT01', () => {
  async function members(groups: Record<string, Record<string, unknown>> = {}) {
    const tablet = memoryTablet({ lock: { kind: 'open', volunteer: { id: 'v1', name: 'Trần Thử' } } })
    const about = { formId: 'ct01', activationId: '7d3c1a52-6f0b-4a8e-9b21-000000000008' }
    const draft = await tablet.drafts.create('dossier', { about, ...groups }, null)
    at(`/field/dossier/${draft.id}/members`, tablet)
    await heading('Còn ai cùng đến ở nữa không?')
    return { tablet, stored: () => tablet.stored.get(draft.id)?.groups ?? {} }
  }
  const [vy, lam] = ['member01aaaaaaaa', 'member02bbbbbbbb'] as const
  const two = {
    [vy]: { name: 'Điểu Vỹ', birthDate: '2015', sex: 'm', relation: 'Con' },
    [lam]: { name: 'Điểu Lâm', birthDate: '2018', sex: 'm', relation: 'Con' },
  }
  const names = () => screen.getAllByRole('listitem').map((row) => within(row).getByRole('link').textContent)

  test('one is added under a key of its own, saved as it is typed, and listed', async () => {
    const { stored } = await members()
    await press('Có, thêm một người')
    await heading('Thêm người cùng đến ở')
    await press('Lưu, về danh sách')
    // nobody was added by looking at the page
    expect(Object.keys(stored()).filter((key) => key.startsWith('member'))).toEqual([])
    expect(screen.getByRole('alert').textContent).toContain('Câu này cần trả lời.')
    type('Họ tên', 'Điểu Thử Vỹ')
    type('Năm', '2015')
    choose('Nam')
    type('Là gì của chủ hộ?', 'Con')
    await press('Lưu, về danh sách')
    await heading('Còn ai cùng đến ở nữa không?')
    expect(names()).toEqual(['Điểu Thử Vỹ2015 · Nam · Con'])
    const keys = () => Object.keys(stored()).filter((key) => key.startsWith('member'))
    await waitFor(() => expect(keys()).toEqual([expect.stringMatching(/^member01[0-9a-f]{8}$/)]))
    const said = { name: 'Điểu Thử Vỹ', birthDate: '2015', sex: 'm', relation: 'Con' }
    await waitFor(() => expect(stored()[keys()[0] ?? '']).toEqual(said))
  })

  test('are put in another order without touching what was said of them', async () => {
    const { stored } = await members(two)
    await press('Đưa Điểu Lâm lên một dòng')
    await waitFor(() => expect(stored().memberOrder).toEqual({ keys: [lam, vy] }))
    expect(names()[0]).toContain('Điểu Lâm')
    expect(stored()[lam]).toEqual(two[lam])
  })

  test('one is taken out after a question, and the other stays', async () => {
    const { stored } = await members(two)
    await press('Bỏ Điểu Vỹ ra')
    expect(screen.getByRole('heading', { name: 'Bỏ Điểu Vỹ ra khỏi tờ khai?' })).toBeTruthy()
    await press('Bỏ ra')
    await waitFor(() => expect(Object.keys(stored()[vy] ?? {})).toEqual([]))
    expect(names()).toEqual(['Điểu Lâm2018 · Nam · Con'])
  })

  test('who is not whole is named when going on', async () => {
    await members({ ...two, [lam]: { name: 'Điểu Lâm' } })
    await press('Không còn ai, đi tiếp')
    expect(screen.getByRole('alert').textContent).toContain('Điểu Lâm: Câu này cần trả lời.')
  })

  test('no more are added than the form has rows', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 10 }, (_, at) => [`member${String(at + 1).padStart(2, '0')}cccccccc`, two[vy]]),
    )
    await members(many)
    expect(screen.queryByRole('button', { name: 'Thêm một người' })).toBeNull()
    expect(screen.getByText('Tờ khai này ghi được nhiều nhất 10 người.')).toBeTruthy()
  })
})
