// @vitest-environment happy-dom
import { signal } from '@preact/signals'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import type { ComponentChildren } from 'preact'
import { LocationProvider } from 'preact-iso'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  id,
  now,
  photoId,
  sampleActivation,
  sampleAttention,
  sampleDossier,
  sampleHealth,
  sampleList,
  samplePerson,
  sampleSummary,
} from '../../../../tests/looks/deskSamples.ts'
import { formById } from '../../../domain/formsPack.ts'
import { DeskProblem } from '../../desk/DeskProblem.ts'
import { deskLocales } from '../../desk/deskLocales.ts'
import { startI18n, textsReady } from '../../i18n/i18n.ts'
import { AttentionScreen } from './AttentionScreen.tsx'
import { CaseBody } from './CaseBody.tsx'
import { CaseScreen } from './CaseScreen.tsx'
import { groupName } from './caseWords.ts'
import { changedFields } from './changeWords.ts'
import { groupLines } from './fieldWords.ts'
import { HealthScreen } from './HealthScreen.tsx'
import { InboxScreen } from './InboxScreen.tsx'
import { firstView, OfficeContext, type OfficePort } from './officePort.ts'
import { PersonScreen } from './PersonScreen.tsx'
import { PrintScreen } from './PrintScreen.tsx'

beforeAll(async () => {
  await startI18n(deskLocales)
  await waitFor(() => expect(textsReady.value).toBe(true))
})
afterEach(cleanup)

function draw(children: ComponentChildren, part: Partial<OfficePort> = {}) {
  const port: OfficePort = {
    cases: vi.fn(async () => sampleList),
    open: vi.fn(async () => sampleActivation),
    photo: vi.fn(async () => new Blob(['picture'])),
    sound: vi.fn(async () => new Blob(['sound'])),
    command: vi.fn(async () => {}),
    resolve: vi.fn(async () => {}),
    attention: async () => sampleAttention,
    decide: vi.fn(async () => {}),
    answerAlarm: vi.fn(async () => {}),
    health: async () => sampleHealth,
    alike: async () => [],
    decideSame: vi.fn(async () => {}),
    person: async () => samplePerson,
    personFile: (one) => `/api/desk/cases/${one}/person/export`,
    correct: vi.fn(async () => {}),
    withdrawConsent: vi.fn(async () => {}),
    erasePerson: vi.fn(async () => {}),
    view: signal(firstView),
    typed: new Map(),
    now: () => now,
    ...part,
  }
  render(<OfficeContext.Provider value={port}>{children}</OfficeContext.Provider>)
  return port
}

it('shows four steps with their counts, and each case with what to do next', async () => {
  draw(<InboxScreen />)
  await screen.findByText('Điểu Ví Dụ')
  for (const [step, count] of Object.entries({ 'Tiếp nhận': 26, 'Thẩm định': 11, 'Phê duyệt': 4, 'Trả kết quả': 9 })) {
    expect(screen.getByRole('button', { name: new RegExp(`^${step} ?${count}$`) })).toBeTruthy()
  }
  const row = screen.getByText('Điểu Ví Dụ').closest('tr')
  expect(row?.textContent).toContain('•••• 0937')
  expect(row?.textContent).toContain('Tổ 1')
  expect(row?.textContent).toContain('Hai bản khác nhau')
  expect(row?.querySelector('a')?.getAttribute('href')).toBe(`/office/cases/${id(2)}`)
})

it('photos of papers open by a tap, and say what becomes of those that are not here (SPEC PHO-8, PHO-9)', async () => {
  const urls: string[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => `blob:${urls.push('made')}`)
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => void urls.push(url))
  const port = draw(<CaseScreen id={id(1)} />, { open: vi.fn(async () => sampleDossier) })
  await screen.findByText(/, ảnh 1$/)
  expect(port.photo).not.toHaveBeenCalled()
  expect(screen.getByText(/Xã đã xin Máy bảng 1 gửi/)).toBeTruthy()
  expect(screen.getByText(/Máy bảng 2 không còn ảnh này/)).toBeTruthy()
  expect(screen.queryByRole('img')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Xem ảnh' }))
  const picture = await screen.findByRole<HTMLImageElement>('img', { name: /, ảnh 1$/ })
  expect(picture.src).toBe('blob:1')
  expect(port.photo).toHaveBeenCalledWith(id(1), photoId(1))
  fireEvent.click(screen.getByRole('button', { name: 'Đóng ảnh' }))
  await waitFor(() => expect(urls).toEqual(['made', 'blob:1']))
})

it('a photo that is not shown says why', async () => {
  const photo = vi.fn(async () => Promise.reject(new DeskProblem('photo-not-shown')))
  draw(<CaseScreen id={id(1)} />, { open: vi.fn(async () => sampleDossier), photo })
  fireEvent.click(await screen.findByRole('button', { name: 'Xem ảnh' }))
  expect(await screen.findByText(/không mở được an toàn nên không hiện/)).toBeTruthy()
})

it('asks for the work of one step when its card is tapped, and for all when tapped again', async () => {
  const port = draw(<InboxScreen />)
  await screen.findByText('Điểu Ví Dụ')
  fireEvent.click(screen.getByRole('button', { name: /^Thẩm định/ }))
  await waitFor(() =>
    expect(port.cases).toHaveBeenLastCalledWith(expect.objectContaining({ status: ['received'] }), undefined),
  )
  fireEvent.click(screen.getByRole('button', { name: /^Thẩm định/, pressed: true }))
  await waitFor(() =>
    expect(port.cases).toHaveBeenLastCalledWith(
      expect.objectContaining({ status: expect.arrayContaining(['submitted']) }),
      undefined,
    ),
  )
})

it('searches, keeps the words out of address and title, and says when nothing fits', async () => {
  const port = draw(<InboxScreen />, { cases: vi.fn(async () => ({ ...sampleList, cases: [] })) })
  const box = await screen.findByLabelText(/Tìm tên/)
  fireEvent.input(box, { target: { value: 'dieu vi du' } })
  fireEvent.keyDown(box, { key: 'Enter' })
  await waitFor(() =>
    expect(port.cases).toHaveBeenLastCalledWith(expect.objectContaining({ search: 'dieu vi du' }), undefined),
  )
  expect(await screen.findByText('Không thấy hồ sơ nào')).toBeTruthy()
  expect(`${location.href}${document.title}`).not.toMatch(/dieu/i)
})

it('turns pages of a long list, keeps few rows in the page, and goes on at the first of them', async () => {
  const page = (offset: number) =>
    Array.from({ length: 50 }, (_, n) => ({ ...sampleList.cases[0], id: id(offset + n), title: `Người ${offset + n}` }))
  const port = draw(<InboxScreen />, {
    cases: vi.fn(async ({ offset }) => ({ ...sampleList, total: 10_000, cases: page(offset).map(sampleSummary) })),
  })
  expect(await screen.findByText('Hồ sơ 1 đến 50, trong 10.000')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Trang sau' }))
  expect(await screen.findByText('Hồ sơ 51 đến 100, trong 10.000')).toBeTruthy()
  expect(port.cases).toHaveBeenLastCalledWith(expect.objectContaining({ offset: 50, limit: 50 }), undefined)
  await waitFor(() => expect(document.activeElement?.closest('tr')?.textContent).toContain('Người 50'))
  expect(document.querySelectorAll('tbody tr')).toHaveLength(50)
  fireEvent.click(screen.getByRole('button', { name: /^Thẩm định/ }))
  await waitFor(() => expect(port.cases).toHaveBeenLastCalledWith(expect.objectContaining({ offset: 0 }), undefined))
})

it('goes back to the last page there is when the list has become shorter', async () => {
  const port = draw(<InboxScreen />, {
    view: signal({ ...firstView, page: 7 }),
    cases: vi.fn(async ({ offset }) => ({ ...sampleList, total: 60, cases: offset < 60 ? sampleList.cases : [] })),
  })
  await waitFor(() => expect(port.view.value.page).toBe(1))
  expect(await screen.findByText('Điểu Ví Dụ')).toBeTruthy()
})

it('goes through the cases with the arrow keys', async () => {
  draw(<InboxScreen />)
  await screen.findByText('Điểu Ví Dụ')
  fireEvent.keyDown(screen.getByLabelText(/Tìm tên/), { key: 'ArrowDown' })
  const links = screen.getAllByRole('link')
  expect(document.activeElement).toBe(links[0])
  fireEvent.keyDown(links[0] ?? document.body, { key: 'ArrowDown' })
  expect(document.activeElement).toBe(links[1])
})

it('keeps the list on screen when the line goes, and says so', async () => {
  vi.useFakeTimers()
  const port = draw(<InboxScreen />)
  await act(async () => {
    await vi.advanceTimersByTimeAsync(0)
  })
  vi.mocked(port.cases).mockRejectedValue(new DeskProblem('no-line'))
  await act(async () => {
    await vi.advanceTimersByTimeAsync(10_000)
  })
  vi.useRealTimers()
  expect(screen.getByText(/Không tới được máy chủ/)).toBeTruthy()
  expect(screen.getByText('Điểu Ví Dụ')).toBeTruthy()
})

it('shows both values of a conflict with who and where, and gives the choice to the hub', async () => {
  const port = draw(<CaseScreen id={id(2)} />)
  const later = await screen.findByRole('region', { name: 'Bản đến sau' })
  const kept = screen.getByRole('region', { name: 'Bản đang ghi' })
  expect(within(kept).getByText('0900000001')).toBeTruthy()
  expect(kept.textContent).toContain('Tình nguyện viên Thử Một · Máy bảng 3')
  expect(kept.textContent).toContain('chạy sai')
  expect(within(later).getByText('0900000002')).toBeTruthy()
  expect(later.textContent).toContain('Tình nguyện viên Thử Hai · Máy bảng 7')
  fireEvent.click(within(later).getByRole('button', { name: /Lấy bản đến sau/ }))
  await waitFor(() => expect(port.resolve).toHaveBeenCalledWith(id(90), 'proposed'))
  expect(await screen.findByText(/^Đã chọn/)).toBeTruthy()
  expect(port.open).toHaveBeenCalledTimes(2)
})

it('a change of hands reads in the language of who reads it, and one of before as it was written', async () => {
  const hand = { kind: 'given', by: 'Lan Mẫu', to: '', where: 'Máy 1' }
  const entries = [
    { at: now, text: 'Lan Mẫu (Máy 1) giao cho Máy 2.' },
    { at: now, text: 'x', hand },
  ]
  const notes = { value: { entries }, version: 1 }
  const { groups } = sampleActivation.case
  draw(<CaseBody record={{ ...sampleActivation.case, groups: { ...groups, notes } }} photos={[]} />)
  expect(screen.getByText('Lan Mẫu (Máy 1) giao cho Máy 2.')).toBeTruthy()
  expect(screen.getByText('Lan Mẫu (Máy 1) giao cho máy nào trong tổ mở trước.')).toBeTruthy()
})

it('an open case says who holds it, and the desk lets somebody else take it (SPEC HLD-1, HLD-4)', async () => {
  const holder = { value: { device: id(8), tablet: 'Máy 2', name: 'Chị Thử Hai', since: now }, version: 3 }
  const { groups } = sampleActivation.case
  const opened = { ...sampleActivation, case: { ...sampleActivation.case, groups: { ...groups, holder } } }
  const port = draw(<CaseScreen id={id(1)} />, { open: async () => opened })
  await screen.findByText(/^Chị Thử Hai, Máy 2 đang giữ hồ sơ này/)
  // its ids are for machines
  expect(document.body.textContent).not.toContain(id(8))
  fireEvent.click(screen.getByRole('button', { name: 'Để người khác nhận' }))
  await screen.findByText('Đã bỏ người giữ. Máy nào trong tổ cũng nhận được.')
  const [record, , group, set] = vi.mocked(port.correct).mock.calls[0] ?? []
  expect([record, group]).toEqual([opened.case.id, 'holder'])
  expect(set).toMatchObject({ device: null, name: null, since: null })
})

it('shows groups, tries, and the history in words', async () => {
  draw(<CaseScreen id={id(2)} />)
  expect(await screen.findByText('070190000937')).toBeTruthy()
  expect(screen.getByText('tháng 3 năm 1990')).toBeTruthy()
  expect(screen.getByText('00000, danh mục ngày 01/07/2025')).toBeTruthy()
  expect(screen.getByText('Chưa được: Mã đã hết hạn')).toBeTruthy()
  expect(screen.getByText('Số điện thoại: 0900000000 → 0900000001')).toBeTruthy()
  expect(screen.getByText('Bước: Tổ đang làm → Mới gửi, chờ tiếp nhận')).toBeTruthy()
  expect(document.title).not.toContain('Điểu')
})

const answer = async (name: string, text?: string) => {
  fireEvent.click(await screen.findByRole('button', { name }))
  const dialog = await screen.findByRole('dialog')
  if (text !== undefined) {
    fireEvent.input(within(dialog).getByRole('textbox'), { target: { value: text } })
  }
  fireEvent.click(within(dialog).getByRole('button', { name }))
}

it('receives with the official code, and warns of an odd one without blocking it', async () => {
  const port = draw(<CaseScreen id={id(1)} />, { open: vi.fn(async () => sampleDossier) })
  fireEvent.click(await screen.findByRole('button', { name: 'Tiếp nhận' }))
  const dialog = await screen.findByRole('dialog')
  fireEvent.click(within(dialog).getByRole('button', { name: 'Tiếp nhận' }))
  expect(within(dialog).getByText('Ghi mã hồ sơ chính thức.')).toBeTruthy()
  expect(port.command).not.toHaveBeenCalled()
  fireEvent.input(within(dialog).getByRole('textbox'), { target: { value: 'ab 12' } })
  expect(within(dialog).getByText(/không giống dạng thường gặp/)).toBeTruthy()
  fireEvent.click(within(dialog).getByRole('button', { name: 'Tiếp nhận' }))
  await waitFor(() => expect(port.command).toHaveBeenCalledWith(id(1), 2, { name: 'receive', officialCode: 'AB12' }))
  expect(await screen.findByText('Đã tiếp nhận và ghi mã hồ sơ.')).toBeTruthy()
})

it('refuses a sentence that holds a secret code, and sends a plain one back', async () => {
  const port = draw(<CaseScreen id={id(1)} />, { open: vi.fn(async () => sampleDossier) })
  await answer('Gửi về tổ để bổ sung', 'mã otp 123456')
  expect(await screen.findByText(/giống mã OTP/)).toBeTruthy()
  expect(port.command).not.toHaveBeenCalled()
  const dialog = screen.getByRole('dialog')
  fireEvent.input(within(dialog).getByRole('textbox'), { target: { value: ' Thiếu nơi cư trú. ' } })
  fireEvent.click(within(dialog).getByRole('button', { name: 'Gửi về tổ để bổ sung' }))
  await waitFor(() =>
    expect(port.command).toHaveBeenCalledWith(id(1), 2, { name: 'sendBack', sentence: 'Thiếu nơi cư trú.' }),
  )
})

it('keeps what was typed when the hub refuses, and shows the newest version', async () => {
  const port = draw(<CaseScreen id={id(1)} />, {
    open: vi.fn(async () => sampleDossier),
    command: vi.fn(async () => {
      throw new DeskProblem('conflict')
    }),
  })
  await answer('Gửi về tổ để bổ sung', 'Thiếu nơi cư trú.')
  expect(await screen.findByText(/vừa được người khác thay đổi/)).toBeTruthy()
  expect(port.open).toHaveBeenCalledTimes(2)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  fireEvent.click(screen.getByRole('button', { name: 'Gửi về tổ để bổ sung' }))
  expect(within(await screen.findByRole('dialog')).getByDisplayValue('Thiếu nơi cư trú.')).toBeTruthy()
})

it('offers no command that the hub does not allow', async () => {
  draw(<CaseScreen id={id(1)} />, { open: async () => ({ ...sampleDossier, commands: ['approve', 'submitAll'] }) })
  expect(await screen.findByRole('button', { name: 'Phê duyệt' })).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Tiếp nhận' })).toBeNull()
})

it('prints every line of the form in official order', async () => {
  draw(<PrintScreen id={id(1)} />, { open: async () => sampleDossier })
  const title = await screen.findByRole('heading', { level: 1 })
  expect(title.textContent).toBe('TỜ KHAI CẤP GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN')
  const text = title.closest('article')?.textContent ?? ''
  const lines = [
    'Kính gửi: ',
    'Họ, chữ đệm, tên người yêu cầu: Thị Thử Nghiệm',
    'Quan hệ với',
    'Bản thân',
    '05/02/1988',
    'Nữ',
  ]
  const places = lines.map((line) => text.indexOf(line))
  expect(places.every((place) => place >= 0)).toBe(true)
  expect(places).toEqual([...places].sort((a, b) => a - b))
})

it('says a case that is not there in words, with a way back', async () => {
  draw(<CaseScreen id={id(9)} />, {
    open: async () => {
      throw new DeskProblem('not-found')
    },
  })
  expect(await screen.findByText(/Không tìm thấy/)).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Về danh sách hồ sơ' }).getAttribute('href')).toBe('/office')
})

it('says why something is held or rejected, and what to do', async () => {
  draw(<AttentionScreen />)
  expect(await screen.findByText('Có ô ghi không đúng khuôn nên không vào sổ được.')).toBeTruthy()
  expect(screen.getByText('Không nhận', { selector: '.tag' })).toBeTruthy()
  expect(screen.getByText(/có thể đã bị sao chép/)).toBeTruthy()
})

it('pages the odd signs, copied tablets on top of each page, and goes back when the last page has become empty', async () => {
  const [cloned, odd] = sampleAttention.alarms
  if (!cloned || !odd) throw new Error('the samples lack alarms')
  let total = 120
  const port = draw(<AttentionScreen />, {
    attention: vi.fn(async (offset = 0) => {
      const count = Math.max(0, Math.min(50, total - offset))
      const page = Array.from({ length: count }, (_, i) => ({ ...odd, id: `${offset + i}`, n: offset + i }))
      return { ...sampleAttention, alarms: [cloned, ...page], otherAlarms: total }
    }),
  })
  expect(await screen.findByText('Trang 1 trong 3, mới nhất trước.')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Trang sau' }))
  fireEvent.click(screen.getByRole('button', { name: 'Trang sau' }))
  await waitFor(() => expect(port.attention).toHaveBeenLastCalledWith(100))
  const rows = () => within(screen.getByRole('table', { name: 'Dấu hiệu lạ' })).getAllByRole('row')
  await waitFor(() => expect(rows()).toHaveLength(21))
  expect(screen.getByRole('heading', { name: /Máy bảng 5/ })).toBeTruthy()
  total = 60
  fireEvent.click(screen.getAllByRole('button', { name: /^Đã xem: không rõ máy/ })[0] ?? document.body)
  await waitFor(() => expect(port.attention).toHaveBeenLastCalledWith(50))
  await waitFor(() => expect(rows()).toHaveLength(11))
  expect(screen.getByText('Trang 2 trong 2, mới nhất trước.')).toBeTruthy()
})

it('names a tablet that was copied, since when, and what is held; it is let in, refused or answered (SPEC CHN-8, fault 35)', async () => {
  const port = draw(<AttentionScreen />)
  const heading = await screen.findByRole('heading', { name: 'Máy bảng 5: có hai máy cùng một danh tính?' })
  const card = heading.closest<HTMLElement>('.card')
  if (!card) throw new Error('no card')
  expect(card.textContent).toMatch(/\(13 giờ trước\)/)
  expect(card.textContent).toContain('Đang giữ riêng 2 việc.')
  expect(
    within(card)
      .getByRole('link', { name: /Thu hồi máy/ })
      .getAttribute('href'),
  ).toBe('/office/devices')
  // the alarm is no line among the odd ones too
  const odd = screen.getByRole('table', { name: 'Dấu hiệu lạ' })
  expect(within(odd).getAllByRole('row')).toHaveLength(2)

  const dialog = () => within(screen.getByRole('dialog'))
  fireEvent.click(within(card).getByRole('button', { name: 'Cho vào sổ: Máy bảng 5' }))
  fireEvent.click(dialog().getByRole('button', { name: 'Cho vào sổ' }))
  const items = [4, 5].map((n) => ({ chain: '0f1e2d3c4b5a69788796a5b4c3d2e1f0', n }))
  await waitFor(() => expect(port.decide).toHaveBeenCalledWith(items, { decision: 'letIn' }))

  fireEvent.click(within(card).getByRole('button', { name: 'Máy này ổn: Máy bảng 5' }))
  expect(port.answerAlarm).not.toHaveBeenCalled()
  fireEvent.click(dialog().getByRole('button', { name: 'Máy này ổn' }))
  await waitFor(() => expect(port.answerAlarm).toHaveBeenCalledWith(id(81), 1))
  fireEvent.click(within(odd).getByRole('button', { name: /^Đã xem: không rõ máy/ }))
  await waitFor(() => expect(port.answerAlarm).toHaveBeenCalledWith(id(80), 3))
})

it('says how the hub is in words, each finding that is not well with what to do', async () => {
  draw(<HealthScreen />)
  await screen.findByText('Có việc phải làm ngay.')
  const row = (name: string) => screen.getByText(name).closest('tr')?.textContent
  expect(row('Chỗ trống trên đĩa')).toContain('chỉ còn 4.2 GB trên 120 GB. Xóa bớt tệp không phải của Trạm Số')
  expect(row('Sao lưu')).toContain('chưa có bản nào. Chạy: npm run hub -- backup')
  expect(row('Máy tính bảng')).toContain('Máy bảng 3')
  expect(row('Cơ sở dữ liệu')).toMatch(/PostgreSQL 18\.1\.\s*$/)
  // a finding of a newer hub shows as it is
  expect(row('later')).toContain('later: unheard')
})

it('lists conflicts by age, each with the way to where it is decided', async () => {
  draw(<AttentionScreen />)
  const table = await screen.findByRole('table', { name: 'Hai bản khác nhau, chờ cán bộ chọn' })
  const row = within(table).getByText('TS-00000-2').closest('tr')
  expect(row?.textContent).toContain('Liên lạc')
  expect(row?.textContent).toContain('Máy bảng 1, Máy bảng 3')
  expect(row?.textContent).toMatch(/\(3 ngày trước\)/)
  expect(row?.querySelector('a')?.getAttribute('href')).toBe(`/office/cases/${id(2)}`)
})

it('tells a form’s answers in the form’s own words, choices and members too', () => {
  const form = formById('ct01')
  const change = (group: string, before: Record<string, unknown>, set: Record<string, unknown>) =>
    changedFields(
      {
        version: 2,
        group,
        base: 1,
        before,
        set,
        outcome: 'applied',
        actorName: 'Trần Thử',
        atKiosk: false,
        deviceLabel: 'Máy 1',
        wall: now,
        at: now,
      },
      now,
      form,
    ).map(({ name, before: was, after }) => `${name}: ${was} → ${after}`)
  expect(change('answers', { relation: 'Con' }, { relation: 'Cháu', sex: 'f' })).toEqual([
    '8. Mối quan hệ với chủ hộ: Con → Cháu',
    '3. Giới tính:  → Nữ',
  ])
  expect(change('member03a1b2c3d4', { birthDate: '2015' }, { birthDate: '2015-02-01', name: null })).toEqual([
    'Ngày sinh: 2015 → 01/02/2015',
    'Họ tên:  → ',
  ])
  expect(groupName('member03a1b2c3d4')).toBe('Thành viên 3')
})

it('shows an officer where a house is as two numbers to write down, with who agreed, and no map of anybody’s', () => {
  const [line, ...others] = groupLines(
    'household',
    'point',
    { at: { lat: 11.97654, lng: 106.90123, agreed: true, by: 'head', within: 12, on: '2026-11-27' } },
    0,
  )
  expect(line).toMatchObject({ name: 'Tọa độ', value: '11.97654, 106.90123 (chủ hộ đồng ý ngày 27/11/2026)' })
  expect(others).toEqual([])
})

describe('cases that may be one person’s', () => {
  const alike = (code: string, by: 'together' | 'decided' | 'maybe' | 'apart', more = {}) => {
    const [one] = sampleList.cases
    if (!one) throw new Error('no sample')
    return { ...one, id: code, shortCode: code, by, ...more }
  }
  const draws = async (cases: readonly ReturnType<typeof alike>[]) => {
    const port = draw(<CaseScreen id={sampleActivation.case.id} />, { alike: vi.fn(async () => cases) })
    if (cases.length > 0) await screen.findByRole('heading', { name: 'Việc khác của người này' })
    return port
  }
  const press = (name: string) =>
    act(async () => {
      fireEvent.click(screen.getByRole('button', { name }))
    })

  it('are offered with what tells them apart, and joined or kept apart by an officer', async () => {
    const port = await draws([alike('TS-1', 'together'), alike('TS-2', 'maybe', { idTail: null })])
    const region = screen.getByRole('region', { name: 'Việc khác của người này' })
    expect(region.textContent).toContain('TS-1')
    expect(region.textContent).toContain('1 việc có thể là của cùng một người')
    expect(region.textContent).toContain('chưa ghi số giấy tờ')
    expect(screen.queryByRole('button', { name: /Không phải cùng một người/ })).toBeNull()
    await press('Cùng một người: TS-2')
    expect(port.decideSame).toHaveBeenCalledWith(sampleActivation.case.id, 'TS-2', true)
    expect(port.alike).toHaveBeenCalledTimes(2)
    await press('Người khác: TS-2')
    expect(port.decideSame).toHaveBeenLastCalledWith(sampleActivation.case.id, 'TS-2', false)
  })

  it('who was kept apart stands in a fold, and can be joined after all; why not is said', async () => {
    const refusal = Object.assign(new Error('refused'), { code: 'conflict', data: { reason: 'twoNumbers' } })
    const port = await draws([alike('TS-4', 'apart')])
    port.decideSame = vi.fn(async () => Promise.reject(refusal))
    expect(screen.getByText('1 người khác cùng tên')).toBeTruthy()
    await press('Cùng một người: TS-4')
    expect(await screen.findByText(/^Không gộp được: sẽ thành một người có hai số giấy tờ/)).toBeTruthy()
  })

  it('what an officer joined can be taken apart again; where there is nobody else nothing is said', async () => {
    const port = await draws([alike('TS-3', 'decided')])
    await press('Không phải cùng một người: TS-3')
    expect(port.decideSame).toHaveBeenCalledWith(sampleActivation.case.id, 'TS-3', false)
    cleanup()
    await draws([])
    await screen.findByRole('heading', { level: 1 })
    expect(screen.queryByRole('heading', { name: 'Việc khác của người này' })).toBeNull()
  })
})

describe('a person’s rights', () => {
  const [first] = samplePerson.cases
  const own = first?.id ?? ''
  const code = first?.shortCode ?? ''
  const open = async (part: Partial<OfficePort> = {}) => {
    const port = draw(
      <LocationProvider>
        <PersonScreen id={own} />
      </LocationProvider>,
      part,
    )
    await screen.findByRole('heading', { level: 1, name: 'Những gì xã giữ về người này' })
    return port
  }
  const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

  it('shows every case with all its words, and a copy to take along', async () => {
    await open()
    for (const one of samplePerson.cases) expect(screen.getByText(new RegExp(one.shortCode))).toBeTruthy()
    const file = screen.getByRole('link', { name: 'Tải bản sao (JSON)' })
    expect(file.getAttribute('href')).toBe(`/api/desk/cases/${own}/person/export`)
    expect(file.hasAttribute('download')).toBe(true)
    expect(screen.getByText('Hồ sơ đã đóng tự xóa, sớm nhất sau 365 ngày.')).toBeTruthy()
  })

  it('corrects one word of one case at the version that is shown; consent is not among them', async () => {
    const port = await open()
    fireEvent.click(screen.getAllByRole('button', { name: 'Sửa: Họ tên' })[0] ?? document.body)
    const box = screen.getByLabelText('Họ tên')
    fireEvent.input(box, { target: { value: '  Điểu Ví Dụ Mới ' } })
    await act(async () => {
      press('Lưu lời đúng')
    })
    expect(port.correct).toHaveBeenCalledWith(own, first?.version, 'identity', { name: 'Điểu Ví Dụ Mới' })
    expect(await screen.findByText(/^Đã sửa\./)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Sửa: Đã đồng ý' })).toBeNull()
  })

  it('says what withdrawing does before it is done', async () => {
    const port = await open()
    press('Bà con rút lại sự đồng ý')
    expect(screen.getByText(/Chưa xóa gì\./)).toBeTruthy()
    expect(port.withdrawConsent).not.toHaveBeenCalled()
    await act(async () => {
      press('Ghi là đã rút')
    })
    expect(port.withdrawConsent).toHaveBeenCalledWith(own)
  })

  it('erases in two steps: what it does to tablets and backups, then why and the code', async () => {
    const port = await open()
    press('Xóa hết')
    expect(screen.getByText(/Ở máy tính bảng: biến mất ở lần gặp máy chủ sắp tới/)).toBeTruthy()
    expect(screen.getByText(/chừng 30 đêm/)).toBeTruthy()
    press('Tôi hiểu, đi tiếp')
    const go = () => screen.getByRole('button', { name: 'Xóa vĩnh viễn' })
    expect(go()).toHaveProperty('disabled', true)
    fireEvent.click(screen.getByRole('radio', { name: 'Bà con yêu cầu xóa' }))
    fireEvent.input(screen.getByLabelText(new RegExp(`Ghi lại mã ${code}`)), { target: { value: 'TS-00000-0' } })
    expect(go()).toHaveProperty('disabled', true)
    fireEvent.input(screen.getByLabelText(new RegExp(`Ghi lại mã ${code}`)), { target: { value: code.toLowerCase() } })
    await act(async () => {
      press('Xóa vĩnh viễn')
    })
    const seen = samplePerson.cases.map(({ id: one, version }) => ({ id: one, version }))
    expect(port.erasePerson).toHaveBeenCalledWith(own, { seen, reason: 'asked', confirm: code })
  })

  it('does not offer it while the desk owes an answer', async () => {
    await open({ person: async () => ({ ...samplePerson, inProcedure: true }) })
    press('Xóa hết')
    expect(screen.getByText(/Có hồ sơ xã đang giải quyết/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Tôi hiểu, đi tiếp' })).toBeNull()
  })
})

it('folds a long history: the last five are read at once, a year of it by who opens it', async () => {
  const changes = Array.from({ length: 12 }, (_, year) =>
    sampleActivation.changes.map((change) => ({ ...change, version: change.version + year * 3 })),
  ).flat()
  draw(<CaseScreen id={id(2)} />, { open: async () => ({ ...sampleActivation, changes }) })
  const fold = await screen.findByText('Xem 43 lần ghi trước đó')
  const history = screen.getByRole('heading', { name: 'Lịch sử' }).closest('section')
  expect(history?.querySelectorAll('section > ol > li')).toHaveLength(5)
  expect(fold.closest('details')?.querySelectorAll('li.history__entry')).toHaveLength(43)
  expect(fold.closest('details')?.open).toBe(false)
})

it('what a resident said aloud is heard by a tap and not before; until it came it says so (SPEC KSK-9)', async () => {
  const recording = 'ab'.repeat(32)
  const feedback = { value: { feedbackKind: 'idea', recording, recordedSeconds: 23 }, version: 1 }
  const record = { ...sampleActivation.case, type: 'feedback', groups: { feedback } }
  const photo = { photo: recording, state: 'missing' as const, device: null, bytes: 0, receivedAt: null }
  const port = draw(<CaseBody record={record} photos={[photo]} />)
  expect(screen.getByText('Lời nói 23 giây')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Nghe' })).toBeNull()
  cleanup()
  const here = draw(<CaseBody record={record} photos={[{ ...photo, state: 'here' }]} />)
  expect(here.sound).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Nghe' }))
  await waitFor(() => expect(here.sound).toHaveBeenCalledWith(record.id, recording))
  expect(port.sound).not.toHaveBeenCalled()
})
