// @vitest-environment happy-dom
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type MemoryOptions, memoryTablet } from '../../../tests/looks/memoryPorts.ts'
import { formatTime } from '../i18n/format.ts'
import { setLanguage, startI18n } from '../i18n/i18n.ts'
import { tabletLocales } from '../i18n/tabletLocales.ts'
import type { Met } from '../storage/ports.ts'
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

function at(path: string, more: MemoryOptions = {}) {
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
    ...more,
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

  test('are told nothing new by one more tap on what stands there, and a change of mind takes it', async () => {
    const tablet = at(`/field/round/${first}`)
    await press('Vắng nhà')
    await press('Chủ Nhật 29/11/2026')
    await waitFor(() => expect(tablet.saves).toHaveLength(2))
    await press('Vắng nhà')
    await press('Đã làm')
    await screen.findByText('Hộ 014 · Điểu Mẫu: Đã làm')
    // the tap in between sealed nothing, and the day to come again stood until then
    expect(tablet.saves.map(({ patch }) => patch.visit)).toMatchObject([
      { state: 'absent', comeAgainOn: null },
      { state: 'absent', comeAgainOn: '2026-11-29' },
      { state: 'done', comeAgainOn: null },
    ])
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

  test('are named once more at the end of an activation whose house is on this tablet no more (SPEC RND-7)', async () => {
    const gone =
      'Nhà này không còn trong danh sách của máy, nên sổ chưa ghi bà con có tài khoản. Nhờ tổ đang giữ nhà ghi.'
    const finished = async (household: string, outcome = 'activated') => {
      const visit = { household, member: vy, channel: 'home-visit', carried: [] }
      const groups = { visit, consent: { given: true }, identity: { name: 'Điểu Mẫu' }, outcome: { outcome } }
      const id = '7d3c1a52-6f0b-4a8e-9b21-000000000001'
      const times = { createdAt: evening, updatedAt: evening, baseVersion: 0, parent: null, returnNote: null }
      const draft = { id, type: 'activation' as const, title: '', at: 'slip', groups, owner: 'v1', ...times }
      const tablet = at(`/field/activation/${id}/slip`, { drafts: [draft] })
      const asked = vi.spyOn(tablet, 'round')
      await press('Xong, khóa và gửi')
      await heading('Đã xong và khóa kín')
      await waitFor(() => expect(asked).toHaveBeenCalled())
      await act(async () => void (await asked.mock.results[0]?.value))
    }
    await finished('70000000-0000-4000-8000-000000000009')
    await screen.findByText(gone)
    cleanup()
    await finished(first)
    expect(screen.queryByText(gone)).toBeNull()
    cleanup()
    await finished('70000000-0000-4000-8000-000000000009', 'blocked')
    expect(screen.queryByText(gone)).toBeNull()
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

  describe('are told of by another tablet that was met', () => {
    const told = { label: 'Máy B', who: 'Thử Hai', at: evening - 600_000 }
    const been = (state: 'done' | 'absent') => ({ elsewhere: new Map([[first, { ...told, state }]]) })

    test('as done there: not left here, opened only after a question, and never this tablet’s own word (SPEC MEE-4)', async () => {
      const tablet = at('/field/round', been('done'))
      await screen.findByText('Còn 1 / 2 nhà')
      screen.getByText(new RegExp(`^Máy B ghi: đã đến, ${formatTime(told.at)} \\(Thử Hai\\)`))
      expect(screen.queryByRole('button', { name: 'Hộ 014 · Điểu Mẫu: Đã làm' })).toBeNull()
      await press('Chỉ nhà chưa xong')
      expect(screen.queryByRole('link', { name: /Hộ 014/ })).toBeNull()
      await press('Chỉ nhà chưa xong')
      fireEvent.click(screen.getByRole('link', { name: /Hộ 014/ }))
      await screen.findByText('Máy B đã đến nhà này tối nay.')
      expect(screen.queryByRole('button', { name: 'Đã làm' })).toBeNull()
      await press('Vẫn mở nhà này')
      await press('Đã làm')
      expect(tablet.saves).toHaveLength(1)
      // not asked again on the way back from one of its screens
      fireEvent.click(screen.getByRole('link', { name: 'Sửa thông tin nhà' }))
      await heading('Thông tin nhà')
    })

    test('as nobody at home: it is still left', async () => {
      at('/field/round', been('absent'))
      await screen.findByText('Còn 2 / 2 nhà')
      fireEvent.click(screen.getByRole('link', { name: /Hộ 014/ }))
      await screen.findByRole('button', { name: 'Đã làm' })
    })

    test('by running pictures or a file, first one and then the other, each refusal in words (SPEC MEE-2, MEE-3)', async () => {
      let answer: Met = { kind: 'unknown-file' }
      at('/field/round', { met: () => answer })
      fireEvent.click(await screen.findByRole('link', { name: 'Gặp máy cùng tổ' }))
      await heading('Gặp máy cùng tổ')
      const take = (met: Met) => {
        answer = met
        const file = new File(['word'], 'gap-nhau-1.tsm')
        fireEvent.change(screen.getByLabelText('Chọn tệp của máy kia'), { target: { files: [file] } })
      }
      const refusals = [
        ['unknown-file', /không phải mã gặp nhau/],
        ['newer', /bản ứng dụng mới hơn/],
        ['other-team', /của tổ khác/],
        ['other-key', /chưa cùng khóa của tổ/],
        ['damaged', /Mã bị hỏng/],
        ['own', /của chính máy này/],
        ['other-evening', /không phải của tối nay/],
      ] as const
      for (const [kind, words] of refusals) {
        take({ kind })
        await screen.findByText(words)
      }
      take({ kind: 'ok', label: 'Máy B', houses: 3, strange: 1 })
      await screen.findByText('Máy B đã đến 3 nhà tối nay.')
      screen.getByText(/1 nhà chưa có trên máy này.*Giờ đến lượt máy này/)
      await press('Hiện mã cho máy kia quét')
      await screen.findByText('Máy này đã đến 4 nhà tối nay.')
      screen.getByRole('img', { name: 'Mã QR đang chạy' })
      await screen.findByText(/Hai máy đã biết của nhau/)
      await press('Máy kia nhận rồi, ẩn mã')
      take({ kind: 'older', label: 'Máy B' })
      await screen.findByText(/bản mới hơn của Máy B/)
    })
  })

  describe('have a place on the map', () => {
    const { lat, lng } = { lat: 11.976543219, lng: 106.901234567 }
    /** The tablet's receiver, which the test moves. */
    function receiver() {
      const asked: { ok: PositionCallback; failed: PositionErrorCallback }[] = []
      const cleared: number[] = []
      vi.stubGlobal('navigator', {
        ...{ onLine: true, language: 'vi', languages: ['vi'] },
        geolocation: {
          watchPosition: (ok: PositionCallback, failed: PositionErrorCallback) => asked.push({ ok, failed }),
          clearWatch: (watch: number) => cleared.push(watch),
        },
      })
      const see = (accuracy: number, latitude = lat, longitude = lng) =>
        act(() => asked.at(-1)?.ok({ coords: { latitude, longitude, accuracy } } as GeolocationPosition))
      const fail = (code: number) => act(() => asked.at(-1)?.failed({ code } as GeolocationPositionError))
      return { asked, cleared, see, fail }
    }
    afterEach(() => vi.unstubAllGlobals())

    test('that the tablet is asked for once somebody of the house agreed, and that goes when they say so (SPEC RND-2)', async () => {
      const { asked, cleared, see } = receiver()
      const tablet = at(`/field/round/${first}`)
      await heading('Hộ 014 · Điểu Mẫu')
      expect(asked).toEqual([])
      await press('Chủ hộ đồng ý')
      await screen.findByText(/Máy đang tìm vị trí/)
      see(4000)
      await screen.findByText(/Chưa đủ rõ, hiện sai khoảng 4000 m/)
      expect(screen.queryByRole('button', { name: /Ghi luôn/ })).toBeNull()
      see(60.2)
      await screen.findByRole('button', { name: 'Ghi luôn, sai khoảng 61 m' })
      expect(tablet.saves).toEqual([])
      see(12)
      await screen.findByText('Đã ghi ngày 27/11/2026, chủ hộ đồng ý, sai khoảng 12 m.')
      const at5 = { lat: 11.97654, lng: 106.90123, agreed: true, by: 'head', within: 12, on: '2026-11-27' }
      expect(tablet.saves.at(-1)).toEqual({ id: first, patch: { point: { at: at5 } }, at: undefined })
      expect(cleared).toHaveLength(1)

      await press('Cách đây bao xa?')
      see(10, lat - 0.00225, lng - 0.0023)
      await screen.findByText('Cách đây khoảng 350 m, về hướng đông bắc.')
      await press('Cách đây bao xa?')
      see(15)
      await screen.findByText('Nhà ở ngay quanh đây, trong khoảng 30 m.')

      await press('Xóa vị trí')
      await screen.findByText(/Đã xóa vị trí nhà/)
      expect(tablet.saves.at(-1)?.patch).toEqual({ point: { at: null } })
      expect(screen.getByRole('button', { name: 'Chủ hộ đồng ý' }).getAttribute('aria-pressed')).toBe('false')
    })

    test('that is never a dead end: each refusal says what to do, and what was seen so far can be taken', async () => {
      const { asked, see, fail } = receiver()
      const tablet = at(`/field/round/${first}`)
      await press('Người lớn khác đồng ý')
      fail(1)
      await screen.findByText(/Máy không cho xem vị trí\. Vào Cài đặt/)
      await press('Thử lại')
      fail(2)
      await screen.findByText(/Bật Vị trí \(GPS\)/)
      await press('Thử lại')
      fail(3)
      await screen.findByText(/Chờ lâu mà chưa thấy vị trí/)
      await press('Thử lại')
      see(45)
      fail(3)
      await press('Ghi luôn, sai khoảng 45 m')
      await screen.findByText(/người lớn trong nhà đồng ý, sai khoảng 45 m/)
      expect(tablet.saves).toHaveLength(1)
      expect(asked).toHaveLength(4)
    })

    test('that is left alone, and the receiver goes off with the screen', async () => {
      const { cleared, see } = receiver()
      const tablet = at(`/field/round/${first}`)
      await press('Chủ hộ đồng ý')
      see(45)
      await press('Thôi, không tìm nữa')
      expect(cleared).toHaveLength(1)
      await press('Chủ hộ đồng ý')
      cleanup()
      await waitFor(() => expect(cleared).toHaveLength(2))
      expect(tablet.saves).toEqual([])
    })
  })
})

describe('an evening that is planned on the tablet', () => {
  const place = (number: string, unit = 'ap-1') => ({ place: { number, head: 'Thị Thử', unit, hamlet: 'Ấp Một' } })
  const ids = ['014', '015', '016'].map((_, at) => `70000000-0000-4000-8000-00000000000${at + 1}`)
  function planning(options: Parameters<typeof memoryTablet>[0] = {}) {
    const tablet = memoryTablet({
      lock: { kind: 'open', volunteer: { id: 'v1', name: 'Trần Thử' } },
      now: () => evening,
      households: new Map(ids.map((id, at) => [id, place(`01${at + 4}`)])),
      ...options,
    })
    history.replaceState(null, '', '/field/round/plan')
    render(<App ports={tablet} secure />)
    return tablet
  }
  const order = () =>
    within(screen.getByRole('region', { name: /theo thứ tự này/ }))
      .getAllByRole('listitem')
      .map(({ textContent }) => /Hộ (\d+)/.exec(textContent ?? '')?.[1])

  test('is put in order with the keyboard, house by house, and saved for tonight', async () => {
    const tablet = planning()
    await heading('Lên lịch buổi tối')
    expect(order()).toEqual(['014', '015', '016'])
    await press('Hộ 016 · Thị Thử: đi sớm hơn')
    expect(order()).toEqual(['014', '016', '015'])
    // the row has moved, and the keyboard is with it
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Hộ 016 · Thị Thử: đi sớm hơn')
    await press('Hộ 016 · Thị Thử: đi sớm hơn')
    await screen.findByText('Hộ 016 · Thị Thử: thứ 1 trong 3 nhà')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Hộ 016 · Thị Thử: đi muộn hơn')
    await press('Hộ 014 · Thị Thử: không đi')
    fireEvent.click(await screen.findByLabelText(/Nguyễn/))
    fireEvent.input(screen.getByLabelText('Nhắn cho người đi'), { target: { value: 'gọi 0912 345 678' } })
    await press('Ghi lịch')
    await screen.findAllByText(/Không ghi số thẻ/)
    fireEvent.input(screen.getByLabelText('Nhắn cho người đi'), { target: { value: 'mang đèn' } })
    await press('Ghi lịch')
    await heading('Tối nay đi những nhà nào')
    expect(tablet.planned).toMatchObject([
      { unit: 'ap-1', hamlet: 'Ấp Một', evening: '2026-11-27', note: 'mang đèn', households: [ids[2], ids[1]] },
    ])
    expect(tablet.planned[0]?.who).toHaveLength(1)
  })

  test('begins as it is planned, or as the last one was walked; what cannot be written is told of no box', async () => {
    const known = { id: 'r', unit: 'ap-1', note: 'qua cầu', waits: false, conflicts: 1 }
    const evenings = [
      { ...known, id: 'r0', evening: '2026-11-20', who: [], households: [ids[2] ?? '', ids[0] ?? ''] },
      { ...known, evening: '2026-11-28', who: ['Điểu Mẫu'], households: [ids[1] ?? ''] },
    ]
    const tablet = planning({ tonight: { evenings }, failSave: () => new Error('disk') })
    await heading('Lên lịch buổi tối')
    expect(order()).toEqual(['016', '014'])
    await press('Theo thứ tự của ấp')
    expect(order()).toEqual(['014', '015', '016'])
    await press('Tối mai, đã có lịch')
    expect(order()).toEqual(['015'])
    expect(screen.getByLabelText('Điểu Mẫu')).toMatchObject({ checked: true })
    expect(screen.getByText(/Hai nơi lên lịch khác nhau/)).toBeTruthy()
    await press('Ghi lịch')
    expect((await screen.findByText('Máy chưa ghi được. Thử lại.')).getAttribute('role')).toBe('status')
    expect(tablet.planned).toEqual([])
  })
})
