// @vitest-environment happy-dom
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type MemoryOptions, memoryTablet, practicePin } from '../../../tests/looks/memoryPorts.ts'
import { vietnameseVoice } from '../../../tests/tablet/vietnameseVoice.ts'
import { setLanguage, startI18n } from '../i18n/i18n.ts'
import { tabletLocales } from '../i18n/tabletLocales.ts'
import { groupValue } from '../storage/groupValue.ts'
import { flushSaves } from '../storage/openSaves.ts'
import { type EnrolState, StorageProblem } from '../storage/ports.ts'
import { App } from './App.tsx'

// lazy screens are built on first use, which takes its time on a busy machine
configure({ asyncUtilTimeout: 8000 })
vi.setConfig({ testTimeout: 30_000 })

beforeEach(async () => {
  await startI18n(tabletLocales)
  await setLanguage('vi')
})
afterEach(cleanup)

const volunteer = { id: 'v1', name: 'Nguyễn Thị Mẫu' }
const open: MemoryOptions = { lock: { kind: 'open', volunteer } }
const byName = (name: string | RegExp) => screen.findByRole('button', { name })
const press = async (name: string | RegExp) => fireEvent.click(await byName(name))
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name })
const type = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } })

function at(path: string, options: MemoryOptions = open) {
  history.replaceState(null, '', path)
  const tablet = memoryTablet(options)
  render(<App ports={tablet} secure />)
  return tablet
}

async function pin(digits: string) {
  for (const digit of digits) await press(digit)
  await press('Mở máy')
}

test('after finished cases the home names them with their state, and asks the commune when told to (D7, STO-3)', async () => {
  const now = Date.now()
  const id = '7d3c1a52-6f0b-4a8e-9b21-000000000009'
  const other = '8e3c1a52-6f0b-4a8e-9b21-000000000009'
  const item = { type: 'activation', at: now - 60_000 } as const
  const tablet = at('/field', {
    ...open,
    now: () => now,
    status: { lastContactAt: now - 120_000 },
    finishedItems: [
      { ...item, recordId: id, shortCode: 'TS-X3C3A-X', title: 'Nguyễn Thị Mẫu', state: 'pending' },
      { ...item, recordId: other, shortCode: 'TS-ABCDE-F', title: '', state: 'applied' },
      { ...item, recordId: 'old', shortCode: 'TS-OLDER-R', title: '', state: 'safe', at: now - 86_400_000 },
    ],
  })
  await screen.findByRole('heading', { name: 'Đã xong hôm nay: 2 việc' })
  expect(screen.getByText('Nguyễn Thị Mẫu').closest('li')?.textContent).toContain('Chờ gửi')
  expect(screen.getByText('TS-ABCDE-F').closest('li')?.textContent).toContain('Đã vào sổ')
  expect(screen.queryByText('TS-OLDER-R')).toBeNull()
  expect(screen.getByText(/Lần cuối hỏi xã: 2 phút trước/)).toBeTruthy()
  await press('Hỏi xã ngay')
  expect(tablet.asked).toEqual([now])
})

describe('a locked tablet', () => {
  test('opens with the right PIN and shows the work (issue 2 §3)', async () => {
    at('/field', {})
    await press('Nguyễn Thị Mẫu')
    await pin(practicePin)
    await heading('Việc của tổ')
  })

  test('says how many tries are left, then makes them wait', async () => {
    at('/field', {})
    await press('Nguyễn Thị Mẫu')
    await pin('111111')
    await screen.findByText('Mã PIN chưa đúng. Còn 9 lần thử.')
    for (let n = 0; n < 4; n++) await pin('111111')
    await screen.findByText('Sai nhiều lần. Chờ 1 phút 5 giây rồi bấm lại.')
    expect(await byName('1')).toHaveProperty('disabled', true)
  })

  test('holds nothing of a resident in the page', async () => {
    const tablet = at('/field')
    await press('Giúp một người kích hoạt')
    await heading('Xin phép bà con trước')
    const id = [...tablet.stored.keys()][0] ?? ''
    await tablet.drafts.save(id, { identity: { name: 'Mẫu Bí Mật' } })
    tablet.lock.lock('hidden')
    await screen.findByText(/Máy tự khóa vì màn hình/)
    expect(document.body.textContent).not.toContain('Mẫu Bí Mật')
    expect(document.title).not.toContain('Mẫu Bí Mật')
  })

  test('says that it still sends', async () => {
    at('/field', { status: { pending: 3 } })
    await screen.findByText('3 việc đang chờ gửi. Máy khóa vẫn gửi.')
  })
})

test('a page that is not secure says so and how to mend it (D17)', async () => {
  history.replaceState(null, '', '/field')
  render(<App ports={memoryTablet(open)} secure={false} />)
  await heading('Địa chỉ này chưa an toàn để làm việc')
  expect(screen.getByText('npm run hub -- tls')).toBeTruthy()
})

describe('enrolment', () => {
  test('takes the token out of the address, makes keys, shows the code for the officer (issue 2 §2)', async () => {
    at('/enrol#tenant.secret.print', { enrol: { kind: 'none' } })
    await heading('Đọc mã này cho cán bộ')
    expect(screen.getByLabelText('4 8 2 9 1 3')).toBeTruthy()
    expect(location.hash).toBe('')
  })

  test('a real commune does not begin without kept storage; asking for it opens the way', async () => {
    at('/enrol', { grant: { persisted: false, installed: false, required: true } })
    await heading('Còn một việc nữa là làm được')
    expect(screen.queryByRole('button', { name: 'Bắt đầu làm việc' })).toBeNull()
    await press('Xin trình duyệt giữ dữ liệu')
    await byName('Bắt đầu làm việc')
    await heading('Máy đã sẵn sàng')
  })

  test('a browser that refuses is told of in words, each time, with what to do; work still waits', async () => {
    at('/enrol', { grant: { persisted: false, installed: false, required: true }, refusesStorage: true })
    await heading('Còn một việc nữa là làm được')
    for (const times of [1, 2]) {
      await press('Xin trình duyệt giữ dữ liệu')
      const answer = await screen.findByText(new RegExp(`Đã xin ${times} lần.*thêm Trạm Số vào màn hình chính`))
      expect(answer.closest('[role=status], [role=alert]')).not.toBeNull()
    }
    expect(screen.queryByRole('button', { name: 'Bắt đầu làm việc' })).toBeNull()
  })

  test('the practice commune only warns', async () => {
    at('/enrol', { grant: { persisted: false, installed: false, required: false } })
    await byName('Bắt đầu làm việc')
    expect(screen.getByText(/Đây là xã mẫu nên vẫn làm được/)).toBeTruthy()
  })
})

async function toName() {
  const tablet = at('/field')
  await press('Giúp một người kích hoạt')
  await heading('Xin phép bà con trước')
  fireEvent.click(screen.getByLabelText('Tôi đã đọc to hết cho bà con nghe'))
  fireEvent.click(screen.getByLabelText('Nói đồng ý'))
  await press('Bà con đồng ý, đi tiếp')
  await heading('Họ và tên của bà con là gì?')
  return tablet
}

/** All that was ever handed to the store, as text. */
const handed = (tablet: ReturnType<typeof memoryTablet>) => JSON.stringify(tablet.saves)

describe('an activation', () => {
  test('asks for consent first: nothing ticked, nothing goes on without reading and method (facts §6)', async () => {
    const tablet = at('/field')
    await press('Giúp một người kích hoạt')
    await heading('Xin phép bà con trước')
    expect(screen.getByText(/Bản ngày \d{2}\/\d{2}\/\d{4}/)).toBeTruthy()
    expect(document.querySelectorAll('input:checked')).toHaveLength(0)
    await press('Bà con đồng ý, đi tiếp')
    expect(screen.getByRole('alert').textContent).toContain('Có 2 chỗ cần xem lại')
    const id = [...tablet.stored.keys()][0] ?? ''
    expect(tablet.stored.get(id)?.groups.consent?.given).toBeUndefined()
  })

  test('an address that jumps over consent leads to consent', async () => {
    const tablet = memoryTablet(open)
    const draft = await tablet.drafts.create('activation', {}, null)
    history.replaceState(null, '', `/field/activation/${draft.id}/idNumber`)
    render(<App ports={tablet} secure />)
    await heading('Xin phép bà con trước')
  })

  test('saves what is typed, and says so', async () => {
    const tablet = await toName()
    type('Họ và tên của bà con là gì?', 'Nguyễn Thị M')
    await waitFor(() => expect(handed(tablet)).toContain('Nguyễn Thị M'))
    await screen.findByText('Đã lưu trên máy')
  })

  test('refuses a secret before it is saved: it stays on the screen with its error (issue 2 §4)', async () => {
    const tablet = await toName()
    type('Họ và tên của bà con là gì?', 'mật khẩu 739154')
    await screen.findByText(/Chỗ này giống mã OTP/)
    expect(screen.getByLabelText('Họ và tên của bà con là gì?')).toHaveProperty('value', 'mật khẩu 739154')
    await press('Đi tiếp')
    await screen.findByText('Có 1 chỗ cần xem lại')
    await flushSaves()
    expect(handed(tablet)).not.toContain('739')
  })

  test('digits kept while a secret was half typed are taken back', async () => {
    const tablet = await toName()
    type('Họ và tên của bà con là gì?', 'otp 739')
    await waitFor(() => expect(handed(tablet)).toContain('otp 739'))
    type('Họ và tên của bà con là gì?', 'otp 7391')
    await waitFor(() => expect([...tablet.stored.values()][0]?.groups.identity?.name).toBe('otp'))
  })

  test('six digits of an ID number are a number half typed: no error, and not stored as they are', async () => {
    const tablet = await toName()
    type('Họ và tên của bà con là gì?', 'Nguyễn Thị Mẫu')
    await press('Đi tiếp')
    await heading('Số định danh trên thẻ là số nào?')
    type('Số định danh trên thẻ là số nào?', '070185')
    expect(screen.queryByText(/giống một mã bí mật/)).toBeNull()
    type('Số định danh trên thẻ là số nào?', '0701850')
    await waitFor(() => expect(handed(tablet)).toContain('"0701850"'))
    expect(handed(tablet)).not.toContain('"070185"')
  })

  test('an odd ID number warns and does not block (facts §1)', async () => {
    await toName()
    type('Họ và tên của bà con là gì?', 'Nguyễn Thị Mẫu')
    await press('Đi tiếp')
    await heading('Số định danh trên thẻ là số nào?')
    type('Số định danh trên thẻ là số nào?', '999185000001')
    await screen.findByText(/Ba số đầu không thuộc tỉnh nào/)
    await press('Đúng như trên thẻ, đi tiếp')
    await heading('Bà con sinh ngày nào?')
  })

  test('a full disk keeps the text on the screen and says what to do; trying again saves it', async () => {
    let full = true
    const tablet = at('/field', { ...open, failSave: () => (full ? new StorageProblem('disk-full') : null) })
    const draft = await tablet.drafts.create('activation', { consent: { given: true, method: 'voice' } }, null)
    cleanup()
    history.replaceState(null, '', `/field/activation/${draft.id}/name`)
    render(<App ports={tablet} secure />)
    await heading('Họ và tên của bà con là gì?')
    type('Họ và tên của bà con là gì?', 'Nguyễn Thị Mẫu')
    await screen.findByText(/máy hết chỗ/)
    expect(screen.getByLabelText('Họ và tên của bà con là gì?')).toHaveProperty('value', 'Nguyễn Thị Mẫu')
    full = false
    await press('Thử lại')
    await waitFor(() => expect(tablet.stored.get(draft.id)?.groups.identity?.name).toBe('Nguyễn Thị Mẫu'))
  })

  test('after two failures at a step the remedy comes by itself (look.md)', async () => {
    const tablet = memoryTablet(open)
    const draft = await tablet.drafts.create('activation', { consent: { given: true } }, null)
    history.replaceState(null, '', `/field/activation/${draft.id}/step/sms`)
    render(<App ports={tablet} secure />)
    for (const due of [false, true]) {
      await heading('Tìm tin nhắn báo đã duyệt')
      await press('Chưa được')
      await heading('Chưa được vì sao?')
      fireEvent.click(screen.getByLabelText('Tin nhắn đã quá 7 ngày'))
      await press('Ghi lại, xem cách gỡ')
      await heading('Tìm tin nhắn báo đã duyệt')
      expect(Boolean(screen.queryByText('Bước này đang vướng. Làm như sau:'))).toBe(due)
    }
    await press('Dừng ở đây, hẹn lại')
    await heading('Kết quả hôm nay thế nào?')
    expect(screen.getByLabelText('Bị vướng')).toHaveProperty('checked', true)
    expect(screen.getByLabelText('Vướng vì sao?')).toHaveProperty('value', 'Tin nhắn đã quá 7 ngày')
  })

  test('without card and phone no step on a phone is asked: no device, what next, what to bring (issue 2 §4)', async () => {
    const tablet = memoryTablet(open)
    const groups = {
      consent: { given: true, method: 'voice' },
      identity: { name: 'Nguyễn Thị Mẫu', birthDate: '1950' },
    }
    const draft = await tablet.drafts.create('activation', groups, null)
    history.replaceState(null, '', `/field/activation/${draft.id}/phone`)
    render(<App ports={tablet} secure />)
    await heading('Điện thoại của bà con là số nào?')
    fireEvent.click(screen.getByLabelText('Không có điện thoại'))
    await press('Đi tiếp')
    await heading('Bà con ở đâu?')
    await tablet.drafts.save(draft.id, { address: { communeName: 'Xã Mẫu' } })
    cleanup()
    history.replaceState(null, '', `/field/activation/${draft.id}/language`)
    render(<App ports={tablet} secure />)
    await heading('Bà con muốn nghe tiếng gì?')
    fireEvent.click(screen.getAllByRole('radio')[0] ?? document.body)
    await press('Đi tiếp')
    await heading('Kết quả hôm nay thế nào?')
    expect(screen.getByLabelText('Chưa có máy')).toHaveProperty('checked', true)
    expect(screen.getByText(/máy bỏ qua các bước trên điện thoại/)).toBeTruthy()
    expect(screen.getByLabelText('Thẻ căn cước')).toHaveProperty('checked', true)
    await press('Đi tiếp')
    await heading('Chép mã này cho bà con mang về')
    expect(screen.getByText(/Khi có điện thoại thông minh và SIM đứng tên mình/)).toBeTruthy()
    await waitFor(() => expect(tablet.stored.get(draft.id)?.groups.outcome).toMatchObject({ outcome: 'noDevice' }))
    // a phone turns up after all: the steps are there again, and the outcome is open
    cleanup()
    history.replaceState(null, '', `/field/activation/${draft.id}/phone`)
    render(<App ports={tablet} secure />)
    await heading('Điện thoại của bà con là số nào?')
    fireEvent.click(screen.getByLabelText('Của mình'))
    fireEvent.input(await screen.findByLabelText('Số điện thoại'), { target: { value: '0900000001' } })
    await press('Lưu, về giấy mang về')
    await heading('Tìm tin nhắn báo đã duyệt')
    await waitFor(() => expect(tablet.stored.get(draft.id)?.groups.outcome ?? {}).not.toHaveProperty('outcome'))
  })

  test('"Xong" saves, seals, shows the code, and offers the dossier with its answers filled in', async () => {
    const tablet = memoryTablet(open)
    const groups = {
      consent: { given: true, method: 'voice' },
      identity: { name: 'Nguyễn Thị Mẫu', idNumber: '070150000001', birthDate: '1950-03', sex: 'f' },
      outcome: { outcome: 'activated' },
    }
    const draft = await tablet.drafts.create('activation', groups, null)
    history.replaceState(null, '', `/field/activation/${draft.id}/slip`)
    render(<App ports={tablet} secure />)
    await heading('Chép mã này cho bà con mang về')
    await press('Xong, khóa và gửi')
    await heading('Đã xong và khóa kín')
    expect(tablet.finished).toEqual([draft.id])
    // the top is whole here too: how sending stands, the language, the lock
    expect(screen.getByText('1 việc chờ gửi')).toBeTruthy()
    expect(screen.getByRole('button', { name: /English/ })).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Khóa máy' })).toBeTruthy()
    fireEvent.click(screen.getByRole('radio', { name: 'Xác nhận tình trạng hôn nhân' }))
    await press('Làm luôn hồ sơ')
    await heading('Những điều này có đúng không?')
    expect(screen.getByText('Nguyễn Thị Mẫu')).toBeTruthy()
    expect(screen.getByText('070150000001')).toBeTruthy()
  })

  test('after a reload the dossier is still offered, and says that it has to ask again', async () => {
    const tablet = memoryTablet(open)
    const id = '7d3c1a52-6f0b-4a8e-9b21-000000000009'
    history.replaceState(null, '', `/field/activation/${id}/done/dossier`)
    render(<App ports={tablet} secure />)
    await heading('Đã xong và khóa kín')
    expect(screen.getByText(/những câu đã hỏi phải hỏi lại/)).toBeTruthy()
    fireEvent.click(screen.getByRole('radio', { name: 'Xác nhận tình trạng hôn nhân' }))
    await press('Làm luôn hồ sơ')
    await heading('Bà con xin giấy này cho chính mình phải không?')
    expect([...tablet.stored.values()][0]).toMatchObject({ type: 'dossier', parent: id })
  })

  test('who did not agree is offered no dossier, reload or not', async () => {
    at('/field/activation/7d3c1a52-6f0b-4a8e-9b21-000000000009/done')
    await heading('Đã xong và khóa kín')
    expect(screen.queryByRole('button', { name: 'Làm luôn hồ sơ' })).toBeNull()
  })

  test('a place outside the lists is written by name, kept as typed, and asked for whole', async () => {
    const tablet = memoryTablet(open)
    const draft = await tablet.drafts.create('activation', { consent: { given: true } }, null)
    history.replaceState(null, '', `/field/activation/${draft.id}/address`)
    render(<App ports={tablet} secure />)
    await heading('Bà con ở đâu?')
    await press('Không có trong danh sách? Ghi tên nơi khác')
    await press('Đi tiếp')
    expect(screen.getByRole('alert').textContent).toContain('Chưa ghi tên tỉnh, thành phố.')
    type('Tên xã, phường', ' Xã Ví Dụ ')
    type('Tên tỉnh, thành phố', 'Tỉnh Ví Dụ')
    await press('Đi tiếp')
    await heading('Bà con muốn nghe tiếng gì?')
    await waitFor(() =>
      expect(tablet.stored.get(draft.id)?.groups.address).toEqual({
        communeName: 'Xã Ví Dụ',
        provinceName: 'Tỉnh Ví Dụ',
      }),
    )
  })

  test('a commune of the list takes the place of a name that was written', async () => {
    const tablet = memoryTablet(open)
    const address = { communeName: 'Xã Ví Dụ', provinceName: 'Tỉnh Ví Dụ' }
    const draft = await tablet.drafts.create('activation', { consent: { given: true }, address }, null)
    history.replaceState(null, '', `/field/activation/${draft.id}/address`)
    render(<App ports={tablet} secure />)
    await heading('Bà con ở đâu?')
    expect(screen.getByLabelText('Tên xã, phường')).toHaveProperty('value', 'Xã Ví Dụ')
    await press('Tìm trong danh sách')
    type('Xã, phường', 'thac mo')
    await press(/Phường Thác Mơ/)
    await waitFor(() =>
      expect(tablet.stored.get(draft.id)?.groups.address).toMatchObject({ communeName: 'Phường Phước Long' }),
    )
    expect(tablet.stored.get(draft.id)?.groups.address).not.toHaveProperty('provinceName')
  })

  test('says which part this is, and promises no number of questions before it is known', async () => {
    const tablet = memoryTablet(open)
    const draft = await tablet.drafts.create('activation', { consent: { given: true } }, null)
    const partOf = async (place: string, title: string) => {
      cleanup()
      history.replaceState(null, '', `/field/activation/${draft.id}/${place}`)
      render(<App ports={tablet} secure />)
      await heading(title)
      return screen.getByRole('img', { name: /câu|bước|Kết quả/ }).getAttribute('aria-label')
    }
    expect(await partOf('birthDate', 'Bà con sinh ngày nào?')).toBe('Hỏi bà con, câu 4')
    expect(await partOf('step/sms', 'Tìm tin nhắn báo đã duyệt')).toBe('Kích hoạt, bước 1 / 10')
    await tablet.drafts.save(draft.id, { identity: { birthDate: '2023-01-01' } })
    expect(await partOf('birthDate', 'Bà con sinh ngày nào?')).toBe('Hỏi bà con, câu 4')
    expect(await partOf('outcome', 'Kết quả hôm nay thế nào?')).toBe('Kết quả và giấy mang về')
    expect(document.querySelectorAll('.progress-steps__step')).toHaveLength(3)
  })

  test('who says no leaves no personal data behind (facts §6)', async () => {
    const tablet = await toName()
    type('Họ và tên của bà con là gì?', 'Điểu Ví Dụ')
    await waitFor(() => expect(handed(tablet)).toContain('Ví Dụ'))
    const draft = [...tablet.stored.values()][0]
    const guardian = { guardianName: 'Điểu Thị Ví Dụ', guardianRelation: 'mother', guardianIdNumber: '001180000001' }
    await tablet.drafts.save(draft?.id ?? '', { consent: { mark: 'M100 200l40 -30', ...guardian } })
    cleanup()
    history.replaceState(null, '', `/field/activation/${draft?.id}/declined`)
    render(<App ports={tablet} secure />)
    await heading('Bà con không muốn làm')
    let sealed: unknown
    const { finish } = tablet.drafts
    tablet.drafts.finish = (id) => {
      sealed = tablet.stored.get(id)?.groups
      return finish(id)
    }
    await press('Xong')
    await waitFor(() => expect(sealed).toBeTruthy())
    expect(sealed).toMatchObject({ consent: { given: false }, outcome: { outcome: 'declined' } })
    expect(JSON.stringify(sealed)).not.toMatch(/Ví Dụ|M100|001180000001|mother/)
  })
})

describe('the list of work', () => {
  const draft = (id: string, title: string) => ({
    id: `7d3c1a52-6f0b-4a8e-9b21-00000000000${id}`,
    type: 'activation' as const,
    title,
    at: 'phone',
    groups: {},
    baseVersion: 0,
    parent: null,
    createdAt: 0,
    updatedAt: Number(id),
    owner: 'Nguyễn Thị Mẫu',
    returnNote: null,
  })
  const drafts = [draft('1', 'Đặng Thị Mẫu'), draft('2', 'Điểu Thử'), draft('3', 'Lê Ví Dụ'), draft('4', 'Trần Mẫu')]

  test('is searched without accents', async () => {
    at('/field', { ...open, drafts })
    await heading('Việc của tổ')
    fireEvent.input(screen.getByLabelText(/Tìm tên hay mã/), { target: { value: 'dang mau' } })
    await screen.findByText('Thấy 1 việc')
    expect(screen.getByText('Đặng Thị Mẫu')).toBeTruthy()
    expect(screen.queryByText('Điểu Thử')).toBeNull()
  })

  test('throwing away asks first and can be undone', async () => {
    const tablet = at('/field', { ...open, drafts })
    await press('Bỏ việc của Điểu Thử')
    expect(tablet.stored.size).toBe(4)
    await press('Bỏ việc này')
    await waitFor(() => expect(tablet.stored.size).toBe(3))
    await press('Lấy lại')
    await waitFor(() => expect(tablet.stored.size).toBe(4))
  })

  test('a nearly full tablet refuses a new case before it begins', async () => {
    const tablet = at('/field', { ...open, room: { ok: false, usedBytes: 149_000_000, capBytes: 150_000_000 } })
    await press('Giúp một người kích hoạt')
    await screen.findByText(/Đã dùng 149 MB trong 150 MB/)
    expect(tablet.stored.size).toBe(0)
  })
})

const realCommune: EnrolState = {
  kind: 'ready',
  deviceLabel: 'Máy 3',
  unitName: 'Xã Ví Dụ',
  teamName: 'Tổ 2',
  hamletName: 'Ấp 3',
  practice: false,
  kiosk: false,
}

describe('the home screen', () => {
  test('says that this is the practice commune, and of a real one it does not', async () => {
    at('/field')
    await heading('Việc của tổ')
    expect(screen.getByText(/Xã mẫu để tập/)).toBeTruthy()
    cleanup()
    at('/field', { ...open, enrol: realCommune })
    await heading('Việc của tổ')
    expect(screen.queryByText(/Xã mẫu để tập/)).toBeNull()
  })

  test('says that the line is cut also when nothing waits, and what waits before that', async () => {
    const tablet = at('/field', { ...open, status: { line: 'no-line' } })
    await screen.findByText('Không có mạng, vẫn làm việc được')
    cleanup()
    at('/field', { ...open, status: { line: 'no-line', pending: 2 } })
    await screen.findByText('2 việc chờ gửi')
    cleanup()
    at('/field', { ...open })
    await screen.findByText('Không còn việc chờ gửi')
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    fireEvent(window, new Event('offline'))
    await screen.findByText('Không có mạng, vẫn làm việc được')
    expect(tablet.saves).toEqual([])
  })

  test('has the colours and letter size folded at its end', async () => {
    at('/field')
    await heading('Việc của tổ')
    fireEvent.click(screen.getByText('Màu và cỡ chữ', { selector: 'summary' }))
    fireEvent.click(await screen.findByLabelText('Tối'))
    expect(document.documentElement.dataset.theme).toBe('dark')
    fireEvent.click(screen.getByLabelText('Theo máy'))
  })
})

test('the state of the tablet: figures, reasons in words, honest age (issue 2 §7)', async () => {
  const now = Date.now()
  at('/field/status', {
    ...open,
    now: () => now,
    status: {
      pending: 7,
      stored: 12,
      applied: 31,
      safe: 28,
      oldestPendingAt: now - 8 * 86_400_000,
      line: 'captive-portal',
    },
    attention: [
      {
        shortCode: 'TS-4K7QP-2',
        recordId: null,
        type: 'dossier',
        kind: 'returned',
        reason: 'returned',
        data: {},
        note: 'Nhờ hỏi lại ngày cấp thẻ.',
        title: 'Lê Ví Dụ',
        at: now,
      },
    ],
  })
  await heading('Máy này còn giữ gì?')
  expect([...document.querySelectorAll('.figure__value')].map((figure) => figure.textContent)).toEqual([
    '7',
    '12',
    '31',
    '28',
  ])
  expect(screen.getByText(/Mạng này bắt đăng nhập trước/)).toBeTruthy()
  expect(screen.getByText(/Đã hơn bảy ngày chưa gửi/)).toBeTruthy()
  expect(screen.getByText('Cán bộ viết: Nhờ hỏi lại ngày cấp thẻ.')).toBeTruthy()
  expect(screen.getByText('8 ngày trước')).toBeTruthy()
})

describe('before leaving', () => {
  const ready = { lastContactAt: Date.now() - 60_000, clockOffset: 300 }

  test('says what to mend first, in words, and sends on the spot', async () => {
    const tablet = at('/field/status/before', {
      ...open,
      status: { ...ready, pending: 2, clockDoubt: true, clockOffset: -90_000_000, persisted: false },
    })
    const sent = vi.spyOn(tablet.sync, 'sendNow')
    await heading('Trước khi đi')
    expect(screen.getByText('Còn 3 việc nên làm trước khi đi.')).toBeTruthy()
    expect(screen.getByText(/còn 2 việc chỉ có trên máy này/)).toBeTruthy()
    expect(screen.getByText(/lệch 25 giờ so với máy chủ/)).toBeTruthy()
    expect(screen.getByText(/trình duyệt chưa hứa giữ/)).toBeTruthy()
    await press('Gửi ngay')
    expect(sent).toHaveBeenCalledOnce()
  })

  test('asks a person to try camera and sound, and says go only then', async () => {
    const stop = vi.fn()
    const heard = vietnameseVoice()
    const stream = { getVideoTracks: () => [], getTracks: () => [{ stop }] }
    vi.stubGlobal('navigator', { ...navigator, mediaDevices: { getUserMedia: async () => stream } })
    at('/field/status/before', { ...open, status: ready })
    await heading('Trước khi đi')
    expect(screen.getByText('Thử máy ảnh và tiếng nữa là xong.')).toBeTruthy()
    await press('Thử máy ảnh')
    await screen.findByText(/dùng được\./)
    // it is only tried: its light goes off again
    expect(stop).toHaveBeenCalledOnce()
    await press('Nghe thử')
    await waitFor(() => expect(heard).toEqual(['Chào bà con. Máy nói như thế này.']))
    fireEvent.click(await screen.findByRole('button', { name: 'Nghe rõ' }))
    expect(await screen.findByText('Đi được. Máy sẵn sàng cho buổi tối nay.')).toBeTruthy()
    vi.unstubAllGlobals()
  })
})

test('photos are counted by themselves, and what they may cost a day is a person’s choice (SPEC PHO-12)', async () => {
  const photos = { waiting: 3, waitingBytes: 540_000, stored: 2, safe: 1, refused: 1, budget: 0, spentToday: 0 }
  const tablet = at('/field/status', { ...open, status: { photos: { ...photos, line: 'unknown' } } })
  await screen.findByRole('heading', { name: 'Ảnh giấy tờ' })
  expect(screen.getByText('Máy chủ không nhận 1 ảnh. Ảnh còn trên máy. Gọi cán bộ.')).toBeTruthy()
  expect(screen.getByText('Ảnh đang chờ Wi-Fi. Chữ thì vẫn gửi.')).toBeTruthy()
  expect(screen.getByText(/không cho biết đang dùng Wi-Fi hay mạng di động/)).toBeTruthy()
  expect(screen.getByLabelText<HTMLInputElement>('Không, chờ Wi-Fi').checked).toBe(true)
  await press('Gửi ảnh ngay (540 kB)')
  expect(tablet.asked).toHaveLength(1)
  fireEvent.click(screen.getByLabelText('Đến 10 MB một ngày'))
  await waitFor(() => expect(tablet.sync.status.value.photos.budget).toBe(10_000_000))
  expect(screen.queryByText(/đang chờ Wi-Fi/)).toBeNull()
  tablet.setStatus({ photos: { ...photos, waiting: 0, line: 'wifi' } })
  await waitFor(() => expect(screen.queryByRole('button', { name: /Gửi ảnh ngay/ })).toBeNull())
})

test('a tablet that was copied says what happened, what to do, and of each piece of work why it waits (SPEC CHN-5, fault 35)', async () => {
  const held = (reason: string) => ({
    ...{ shortCode: 'TS-4K7QP-2', recordId: null, type: 'activation' as const, kind: 'held' as const, reason },
    ...{ data: {}, note: null, title: 'Lê Ví Dụ', at: Date.now() },
  })
  at('/field/status', { ...open, status: { copied: 'open' }, attention: [held('forked')] })
  await heading('Máy này còn giữ gì?')
  expect(screen.getByText(/Máy này đã bị sao chép, hoặc được khôi phục/)).toBeTruthy()
  expect(screen.getByText(/Báo cán bộ xã/)).toBeTruthy()
  expect(screen.getByText(/máy cùng danh tính với máy khác/)).toBeTruthy()
  expect(screen.getByText(/Không phải làm lại/)).toBeTruthy()
  cleanup()
  at('/field/status', { ...open, status: { copied: 'settled' } })
  await heading('Máy này còn giữ gì?')
  expect(screen.queryByText(/Máy này đã bị sao chép/)).toBeNull()
  expect(screen.getByText(/máy đã bắt đầu một chuỗi việc mới/)).toBeTruthy()
})

test('colours and letter size are chosen on the tablet and remembered there (look.md)', async () => {
  at('/field/status')
  fireEvent.click(await screen.findByLabelText('Tối'))
  fireEvent.click(screen.getByLabelText('Rất to'))
  expect(document.documentElement.dataset).toMatchObject({ theme: 'dark', textScale: '1.5' })
  expect([localStorage.getItem('tramso.theme'), localStorage.getItem('tramso.textScale')]).toEqual(['dark', '1.5'])
  fireEvent.click(screen.getByLabelText('Theo máy'))
  expect(document.documentElement.dataset.theme).toBeUndefined()
})

describe('a dossier', () => {
  const known = { name: 'Nguyễn Thị Mẫu', birthDate: '1950-03', sex: 'f', idNumber: '070150000001' }
  const about = {
    formId: 'tinh-trang-hon-nhan',
    formVersion: '1',
    procedureCode: '1.004873',
    activationId: '7d3c1a52-6f0b-4a8e-9b21-000000000008',
    proposed: Object.keys(known).map((field) => `answers.${field}`),
  }

  async function dossier(place: string, groups: Record<string, Record<string, unknown>>) {
    const tablet = memoryTablet(open)
    const draft = await tablet.drafts.create('dossier', { about, ...groups }, null)
    history.replaceState(null, '', `/field/dossier/${draft.id}/${place}`)
    render(<App ports={tablet} secure />)
    return { tablet, draft }
  }

  test('what is known is confirmed on one screen; a change comes back to it (issue 2 §5)', async () => {
    const { tablet, draft } = await dossier('', { answers: known })
    await heading('Những điều này có đúng không?')
    fireEvent.click(screen.getByRole('link', { name: 'Sửa: Họ tên người được cấp giấy' }))
    await heading('Họ tên người được cấp giấy')
    type('Họ tên người được cấp giấy', 'Nguyễn Thị Mẫu Đơn')
    await press('Lưu, về trang xem lại')
    await heading('Những điều này có đúng không?')
    await waitFor(() => expect(tablet.stored.get(draft.id)?.groups.answers?.name).toBe('Nguyễn Thị Mẫu Đơn'))
    await press('Đúng hết, đi tiếp')
    await heading('Bà con xin giấy này cho chính mình phải không?')
    // an address that looks like a file would not open again with no line (sw.ts)
    expect(location.pathname).toMatch(/\/question\/requester-isSubject$/)
  })

  describe('photos of papers', () => {
    const divorced = {
      answers: { ...known, maritalStatus: 'divorced' },
      requester: { isSubject: true },
      papers: { items: [{ id: 'divorceProof', state: 'have' }] },
    }
    const stored = (tablet: ReturnType<typeof memoryTablet>, id: string) =>
      groupValue(tablet.stored.get(id)?.groups ?? {}, 'dossier', 'papers')
    const take = /^Chụp: Trích lục ghi chú ly hôn/

    test('are asked about by themselves, only for a paper that is here, and nothing hangs on the answer (facts §4, §6)', async () => {
      const { tablet, draft } = await dossier('papers', { ...divorced, papers: {} })
      await heading('Giấy tờ cần có')
      expect(screen.queryByText('Bà con có cho chụp giấy tờ này không?')).toBeNull()
      fireEvent.click(screen.getAllByLabelText('Đã có')[0] ?? document.body)
      await screen.findByText('Bà con có cho chụp giấy tờ này không?')
      expect(screen.getByText(/Thẻ căn cước thì không chụp/)).toBeTruthy()
      expect(screen.getByLabelText<HTMLInputElement>('Bà con cho chụp').checked).toBe(false)
      expect(screen.queryByRole('link', { name: take })).toBeNull()
      fireEvent.click(screen.getByLabelText('Không chụp'))
      await waitFor(() => expect(stored(tablet, draft.id).photoConsent?.given).toBe(false))
      expect(screen.queryByRole('link', { name: take })).toBeNull()
      await press('Đi tiếp')
      await heading('Xem lại trước khi xong')
    })

    test('without consent the camera has no page, whatever address is typed', async () => {
      await dossier('photo/divorceProof', divorced)
      await waitFor(() => expect(screen.queryByText(/Đặt giấy nằm trọn trong khung/)).toBeNull())
      expect(screen.queryByRole('button', { name: /^Chụp trang/ })).toBeNull()
    })

    test('no camera: it is said why, and a picture of the tablet is drawn anew, looked at and kept', async () => {
      class PageWorker {
        onmessage: ((event: MessageEvent) => void) | null = null
        terminate() {}
        postMessage() {
          const page = { jpeg: Uint8Array.of(255, 216), flaws: ['glare', 'blurred'] }
          this.onmessage?.(new MessageEvent('message', { data: page }))
        }
      }
      vi.stubGlobal('OffscreenCanvas', class {})
      vi.stubGlobal('createImageBitmap', async () => ({ width: 8, height: 9, close: () => undefined }))
      vi.stubGlobal('Worker', PageWorker)
      const tablet = memoryTablet(open)
      const papers = { ...divorced.papers, photoConsent: { given: true, at: 1 } }
      const draft = await tablet.drafts.create('dossier', { about, ...divorced, papers }, null)
      history.replaceState(null, '', `/field/dossier/${draft.id}/photo/divorceProof`)
      render(<App ports={tablet} secure />)
      await heading(take)
      await screen.findByText('Không thấy máy ảnh.')
      const picture = new File(['x'], 'anh.jpg', { type: 'image/jpeg' })
      fireEvent.change(screen.getByLabelText('Hoặc chọn ảnh có sẵn trong máy'), { target: { files: [picture] } })
      await screen.findByText(/Ảnh bị chói hoặc quá sáng. Ảnh có vẻ mờ./)
      await press('Dùng ảnh này')
      await screen.findByText(/Đã khóa kín trang 1/)
      expect(stored(tablet, draft.id).photos).toMatchObject([{ paper: 'divorceProof' }])
      vi.unstubAllGlobals()
    })

    test('a picture that is ready only after the screen has gone is thrown away: nothing is asked of the worker, which ends, and there is no address of it', async () => {
      const [started, ended, asked] = [vi.fn(), vi.fn(), vi.fn()]
      const close = vi.fn()
      const made = vi.spyOn(URL, 'createObjectURL')
      let decode: (bitmap: { width: number; height: number; close(): void }) => void = () => undefined
      vi.stubGlobal('OffscreenCanvas', class {})
      vi.stubGlobal('createImageBitmap', () => new Promise((resolve) => (decode = resolve)))
      class PageWorker {
        terminate = ended
        postMessage = asked
        constructor() {
          started()
        }
      }
      vi.stubGlobal('Worker', PageWorker)
      const papers = { ...divorced.papers, photoConsent: { given: true, at: 1 } }
      await dossier('photo/divorceProof', { ...divorced, papers })
      await screen.findByText('Không thấy máy ảnh.')
      const picture = new File(['x'], 'anh.jpg', { type: 'image/jpeg' })
      fireEvent.change(screen.getByLabelText('Hoặc chọn ảnh có sẵn trong máy'), { target: { files: [picture] } })
      cleanup()
      decode({ width: 8, height: 9, close })
      await waitFor(() => expect(close).toHaveBeenCalled())
      expect([asked.mock.calls.length, made.mock.calls.length]).toEqual([0, 0])
      // it got ready while the camera did, and goes with the screen
      expect([started.mock.calls.length, ended.mock.calls.length]).toEqual([1, 1])
      vi.unstubAllGlobals()
      made.mockRestore()
    })

    test('stay as they are, the consent too, when the disk does not let them go (SPEC PHO-12)', async () => {
      let full = false
      const tablet = memoryTablet({ ...open, failSave: () => (full ? new StorageProblem('disk-full') : null) })
      const papers = { ...divorced.papers, photoConsent: { given: true, at: 1 } }
      const draft = await tablet.drafts.create('dossier', { about, ...divorced, papers }, null)
      await (await tablet.photos()).add(draft.id, 'divorceProof', Uint8Array.of(255, 216))
      history.replaceState(null, '', `/field/dossier/${draft.id}/papers`)
      render(<App ports={tablet} secure />)
      fireEvent.click(await screen.findByLabelText('Không chụp'))
      const sure = within(await screen.findByRole('dialog')).getByRole('button', { name: 'Bỏ ảnh' })
      full = true
      fireEvent.click(sure)
      await screen.findByText('Chưa bỏ được ảnh. Thử lại.')
      expect(screen.getByLabelText<HTMLInputElement>('Bà con cho chụp').checked).toBe(true)
      expect(screen.getByRole('button', { name: /^Bỏ ảnh trang 1/ })).toBeTruthy()
      expect(stored(tablet, draft.id)).toMatchObject({ photoConsent: { given: true }, photos: [{}] })
    })

    test('of a paper that a changed answer made needless are seen, said to be, and can be thrown away (SPEC PHO-12)', async () => {
      const papers = {
        photoConsent: { given: true, at: 1 },
        photos: [{ paper: 'divorceProof', photo: 'ab'.repeat(32) }],
      }
      const single = { ...divorced, answers: { ...known, maritalStatus: 'single' }, papers }
      const { tablet, draft } = await dossier('papers', single)
      await screen.findByRole('heading', { level: 2, name: /^Ảnh: Trích lục ghi chú ly hôn/ })
      expect(screen.getByText(/^Không cần nữa/)).toBeTruthy()
      expect(screen.queryByRole('link', { name: take })).toBeNull()
      fireEvent.click(screen.getByRole('button', { name: /^Bỏ ảnh trang 1/ }))
      fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Bỏ ảnh' }))
      await waitFor(() => expect(stored(tablet, draft.id).photos ?? []).toHaveLength(0))
      await waitFor(() => expect(screen.queryByText(/^Không cần nữa/)).toBeNull())
    })

    test('are thrown away after a question: one by one, or all when the resident takes it back', async () => {
      const papers = { ...divorced.papers, photoConsent: { given: true, at: 1 } }
      const { tablet, draft } = await dossier('papers', { ...divorced, papers })
      const port = await tablet.photos()
      for (let i = 0; i < 3; i++) await port.add(draft.id, 'divorceProof', Uint8Array.of(255, 216))
      cleanup()
      history.replaceState(null, '', `/field/dossier/${draft.id}/papers`)
      render(<App ports={tablet} secure />)
      const first = stored(tablet, draft.id).photos?.[0]?.photo
      fireEvent.click(await screen.findByRole('button', { name: /^Bỏ ảnh trang 1/ }))
      fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Bỏ ảnh' }))
      await waitFor(() => expect(stored(tablet, draft.id).photos).toHaveLength(2))
      expect(stored(tablet, draft.id).photos?.map(({ photo }) => photo)).not.toContain(first)
      fireEvent.click(screen.getByLabelText('Không chụp'))
      const question = within(await screen.findByRole('dialog'))
      // one that was sent with an earlier part of the case is at the commune
      expect(
        question.getByText(/^Ảnh trên máy này mất hẳn. Ảnh nào đã về xã, bà con nói với cán bộ thì cán bộ xóa./),
      ).toBeTruthy()
      fireEvent.click(question.getByRole('button', { name: 'Bỏ ảnh' }))
      await waitFor(() => expect(stored(tablet, draft.id).photoConsent?.given).toBe(false))
      await waitFor(() => expect(stored(tablet, draft.id).photos ?? []).toHaveLength(0))
    })
  })

  test('a date that is not one yet is kept as typed, and named when going on', async () => {
    const { tablet, draft } = await dossier('question/answers-idIssuedOn', {
      answers: known,
      requester: { isSubject: true },
    })
    await heading('Thẻ cấp ngày nào?')
    type('Ngày', '31')
    type('Tháng', '2')
    await waitFor(() => expect(tablet.stored.get(draft.id)?.groups.answers?.idIssuedOn).toBe('31/2/'))
    type('Năm', '2021')
    await press('Đi tiếp')
    expect(screen.getByRole('alert').textContent).toContain('Có 1 chỗ cần xem lại')
  })

  test('is not sealed while an answer is missing; the list on top leads to each', async () => {
    const { tablet } = await dossier('check', { answers: known, requester: { isSubject: true } })
    await heading('Xem lại trước khi xong')
    await press('Xong, khóa và gửi')
    const summary = screen.getByRole('alert')
    expect(summary.textContent).toContain('Xin giấy này để làm gì?')
    fireEvent.click(screen.getByRole('link', { name: /^Xin giấy này để làm gì\? Câu này/ }))
    expect(document.activeElement?.id).toBe('change-answers-purpose')
    expect(tablet.finished).toEqual([])
  })

  test('"Xong" sends no note of what was only proposed', async () => {
    const { tablet, draft } = await dossier('check', {
      requester: { isSubject: true, addressee: 'Ủy ban nhân dân Xã Mẫu' },
      answers: {
        ...known,
        ethnicGroup: 'Kinh',
        nationality: 'Việt Nam',
        maritalStatus: 'widowed',
        purpose: 'để cưới',
        reissue: false,
      },
      closing: { pledge: true, madeAt: 'Xã Mẫu', madeOn: '2026-11-20' },
      papers: { items: [{ id: 'deathProof', state: 'have' }] },
    })
    let sealed: Record<string, unknown> | undefined
    const { finish } = tablet.drafts
    tablet.drafts.finish = (id) => {
      sealed = tablet.stored.get(id)?.groups.about
      return finish(id)
    }
    await press('Xong, khóa và gửi')
    await heading('Hồ sơ đã xong và khóa kín')
    expect(tablet.finished).toEqual([draft.id])
    expect(sealed).not.toHaveProperty('proposed')
    // a paper that is at home has to come along; the form itself is printed at the desk and was never asked for
    expect(screen.getByRole('heading', { name: 'Ra xã nhớ mang bản gốc' })).toBeTruthy()
    expect(screen.getByText('Trích lục khai tử của vợ hoặc chồng')).toBeTruthy()
    expect(screen.queryByText(/Tờ khai cấp Giấy xác nhận/)).toBeNull()
  })
})

test('after the PIN the same field has the focus, with what was typed (D9)', async () => {
  const tablet = await toName()
  const field = screen.getByLabelText('Họ và tên của bà con là gì?')
  field.focus()
  fireEvent.input(field, { target: { value: 'Nguyễn Thị M' } })
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
  await screen.findByText(/Máy tự khóa vì màn hình/)
  expect(tablet.locks).toEqual(['hidden'])
  await pin(practicePin)
  const again = await screen.findByLabelText('Họ và tên của bà con là gì?')
  expect(again).toHaveProperty('value', 'Nguyễn Thị M')
  await waitFor(() => expect(document.activeElement).toBe(again))
})
