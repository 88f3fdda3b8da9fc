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

const first = '70000000-0000-4000-8000-000000000001'
const second = '70000000-0000-4000-8000-000000000002'
const vy = 'member01aaaaaaaa'
const evening = Date.parse('2026-11-27T12:30:00Z')

beforeEach(async () => {
  await startI18n(tabletLocales)
  await setLanguage('vi')
})
afterEach(cleanup)

function at(path: string) {
  const tablet = memoryTablet({
    lock: { kind: 'open', volunteer: { id: 'v1', name: 'Trần Thử' } },
    now: () => evening,
    households: new Map([
      [
        first,
        {
          place: { number: '014', head: 'Điểu Mẫu' },
          [vy]: { name: 'Điểu Mẫu', birthDate: '1950-02-01', sex: 'm' },
          home: { language: 'khm' },
        },
      ],
      [second, { place: { number: '015', head: 'Thị Thử' }, member01bbbbbbbb: { name: 'Thị Thử', birthDate: '1955' } }],
    ]),
  })
  history.replaceState(null, '', path)
  render(<App ports={tablet} secure />)
  return tablet
}
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const heading = (name: string) => screen.findByRole('heading', { level: 1, name })

describe('tonight’s houses', () => {
  test('are told done by one tap, which one more takes back', async () => {
    const tablet = at('/field/round')
    await heading('Tối nay đi những nhà nào')
    await press('Hộ 014 · Điểu Mẫu: Đã làm')
    await screen.findByText('Còn 1 / 2 nhà')
    expect(tablet.saves.at(-1)).toMatchObject({ id: first, patch: { visit: { state: 'done', on: '2026-11-27' } } })
    await press('Hoàn tác')
    await screen.findByText('Còn 2 / 2 nhà')
    expect(tablet.saves.at(-1)?.patch.visit).toMatchObject({ state: null, on: null })
  })

  test('are found without accents, by number, head and anybody who lives there', async () => {
    at('/field/round')
    await heading('Tối nay đi những nhà nào')
    fireEvent.input(screen.getByLabelText('Tìm số hộ, tên người'), { target: { value: 'thi thu' } })
    await screen.findByText('Tìm thấy 1 nhà')
    expect(screen.getAllByRole('listitem')).toHaveLength(1)
  })

  test('are drawn forty at a time, and all of them searched', async () => {
    const many = Array.from({ length: 300 }, (_, at) => `70000000-0000-4000-8000-${String(at).padStart(12, '0')}`)
    const tablet = memoryTablet({
      lock: { kind: 'open', volunteer: { id: 'v1', name: 'Trần Thử' } },
      households: new Map(many.map((id, at) => [id, { place: { number: String(at + 1) } }])),
    })
    history.replaceState(null, '', '/field/round')
    render(<App ports={tablet} secure />)
    await screen.findByText('Còn 300 / 300 nhà')
    expect(screen.getAllByRole('listitem')).toHaveLength(40)
    await press('Còn 260 nhà nữa, hiện thêm')
    await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(80))
    fireEvent.input(screen.getByLabelText('Tìm số hộ, tên người'), { target: { value: '299' } })
    await screen.findByText('Tìm thấy 1 nhà')
  })

  test('say of each person what they have, who said so and when; a second tap says that nobody knows', async () => {
    const tablet = at(`/field/round/${first}`)
    await heading('Hộ 014 · Điểu Mẫu')
    await press('Điểu Mẫu, Thẻ căn cước: Có')
    // nobody was asked yet: it is written down once somebody is said to have answered
    await waitFor(() => expect(screen.getAllByRole('button', { name: 'Tôi thấy tận mắt' })).toHaveLength(2))
    expect(tablet.saves).toEqual([])
    for (const one of screen.getAllByRole('button', { name: 'Tôi thấy tận mắt' }).slice(1)) fireEvent.click(one)
    await screen.findByText('Có, người giúp thấy tận mắt, nói ngày 27/11/2026')
    expect(tablet.saves.at(-1)?.patch).toEqual({
      idcard01aaaaaaaa: { state: 'has', why: null, by: 'seen', on: '2026-11-27', case: null },
    })
    await press('Điểu Mẫu, Thẻ căn cước: Có')
    await waitFor(() => expect(screen.queryByText(/thấy tận mắt, nói/)).toBeNull())
  })

  test('are to be come to again on a day of the week, without typing', async () => {
    const tablet = at(`/field/round/${first}`)
    await press('Vắng nhà')
    await press('Chủ Nhật 29/11/2026')
    await waitFor(() =>
      expect(tablet.saves.at(-1)?.patch.visit).toMatchObject({ state: 'absent', comeAgainOn: '2026-11-29' }),
    )
  })

  test('hand their people on to an activation that asks nothing a second time (SPEC RND-5)', async () => {
    const tablet = at(`/field/round/${first}`)
    await press('Giúp kích hoạt tài khoản: Điểu Mẫu')
    await heading('Xin phép bà con trước')
    const [draft] = [...tablet.stored.values()]
    expect(draft).toMatchObject({
      type: 'activation',
      parent: null,
      groups: {
        identity: { name: 'Điểu Mẫu', birthDate: '1950-02-01', sex: 'm' },
        language: { hear: 'khm' },
        visit: { household: first, member: vy, carried: ['name', 'birthDate', 'sex', 'language'] },
      },
    })
    fireEvent.click(screen.getByRole('checkbox'))
    fireEvent.click(screen.getByRole('radio', { name: 'Nói đồng ý' }))
    await press('Bà con đồng ý, đi tiếp')
    // neither the name is asked again, nor is the language, which the screen now speaks
    await waitFor(() => expect(location.pathname).toBe(`/field/activation/${draft?.id}/idNumber`))
  })

  test('hand their people on to a dossier, which confirms what is known on one screen (SPEC RND-5)', async () => {
    const tablet = at(`/field/round/${second}`)
    fireEvent.click(await screen.findByRole('link', { name: 'Làm hồ sơ: Thị Thử' }))
    await heading('Bà con cần làm hồ sơ nào?')
    const forms = within(screen.getByRole('main')).getAllByRole('button')
    for (const form of forms.slice(0, 1)) fireEvent.click(form)
    await heading('Xin phép bà con trước')
    const [draft] = [...tablet.stored.values()]
    expect(draft).toMatchObject({
      type: 'dossier',
      parent: null,
      groups: {
        about: { household: second, member: 'member01bbbbbbbb' },
        subject: { name: 'Thị Thử', birthDate: '1955' },
      },
    })
  })

  test('take a new house and a person in it; no number of a paper', async () => {
    const tablet = at('/field/round/new')
    await heading('Hộ mới')
    fireEvent.input(screen.getByLabelText('Số hộ'), { target: { value: '030' } })
    fireEvent.input(screen.getByLabelText('Thứ tự đi'), { target: { value: '7a' } })
    fireEvent.input(screen.getByLabelText('Ghi chú'), { target: { value: 'số 070050001234' } })
    await press('Ghi lại')
    expect((await screen.findByRole('alert')).textContent).toContain('Không ghi số thẻ')
    fireEvent.input(screen.getByLabelText('Ghi chú'), { target: { value: 'nhà sàn' } })
    await press('Ghi lại')
    await heading('Hộ 030')
    fireEvent.click(screen.getByRole('link', { name: 'Thêm người' }))
    await heading('Thêm một người')
    fireEvent.input(screen.getByLabelText('Họ tên'), { target: { value: 'Thị Mới' } })
    fireEvent.input(screen.getByLabelText('Năm'), { target: { value: '1960' } })
    await press('Ghi lại')
    await heading('Hộ 030')
    await screen.findByRole('heading', { name: 'Thị Mới' })
    const { value: tonight } = (await tablet.round()).tonight
    expect(tonight?.households.find(({ number }) => number === '030')).toMatchObject({ order: 7, note: 'nhà sàn' })
    expect(Object.keys(tablet.saves.at(-1)?.patch ?? {})[0]).toMatch(/^member01[0-9a-f]{8}$/)
  })
})
