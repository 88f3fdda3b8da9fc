// @vitest-environment happy-dom
import { act, cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type MemoryOptions, memoryTablet, practicePin, ready } from '../../../../tests/looks/memoryPorts.ts'
import { vietnameseVoice } from '../../../../tests/tablet/vietnameseVoice.ts'
import { language, setLanguage, startI18n } from '../../i18n/i18n.ts'
import { setReader } from '../../i18n/reader.ts'
import { tabletLocales } from '../../i18n/tabletLocales.ts'
import { WatchedValue } from '../../storage/platform/WatchedValue.ts'
import { App } from '../App.tsx'
import { takePicture } from '../front/frontPicture.ts'
import { applyTextScale } from '../textScale.ts'
import type { UpdatePort, UpdateState } from '../UpdatePort.ts'

// lazy screens are built on first use, which takes its time on a busy machine
configure({ asyncUtilTimeout: 8000 })
vi.setConfig({ testTimeout: 30_000 })

let time = 1_790_000_000_000
// once: what is written in other languages comes once a page
beforeAll(() => startI18n(tabletLocales))
beforeEach(async () => {
  await setLanguage('vi')
  history.replaceState(null, '', '/')
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  setReader(null)
  applyTextScale('1')
})

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))
const link = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('link', { name }))
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name })
const home = () => heading('Hôm nay bà con cần việc gì?')

function hall(options: MemoryOptions = {}, update?: UpdatePort) {
  const enrol = { ...ready, kiosk: true, hamletName: 'Nhà văn hóa ấp 3' }
  const tablet = memoryTablet({ now: () => time, enrol, ...options })
  render(<App ports={tablet} update={update} secure />)
  return tablet
}

/** A resident who has agreed and stands at the first question. */
async function begun(tablet = hall()) {
  await link(/^Làm hồ sơ/)
  await press('Đăng ký khai sinh')
  await heading('Xin phép bà con trước')
  fireEvent.click(screen.getByRole('checkbox'))
  await press('Tôi đồng ý, đi tiếp')
  await heading('Gửi đến cơ quan nào?')
  return tablet
}
const typeOffice = (value: string) =>
  fireEvent.input(screen.getByLabelText('Gửi đến cơ quan nào?'), { target: { value } })

test('begins without a PIN, at what residents come for; a volunteer’s tablet begins with its lock', async () => {
  hall()
  await home()
  for (const name of [/^Kích hoạt/, /^Làm hồ sơ/, /^Xem hồ sơ/, /^Hẹn gặp/, /^Góp ý/, /^Gọi người giúp/]) {
    expect(screen.getByRole('link', { name })).toBeTruthy()
  }
  expect(document.documentElement.getAttribute('data-place')).toBe('kiosk')
  cleanup()
  await waitFor(() => expect(document.documentElement.getAttribute('data-place')).toBeNull())
  render(<App ports={memoryTablet()} secure />)
  await heading('Ai đang cầm máy?')
})

test('its home can be kept as a picture, for the next start to begin with', async () => {
  hall()
  await home()
  const drawn = document.querySelector('.kiosk')
  expect(drawn && takePicture(drawn)).not.toBeNull()
})

test('its guides lead to nothing that is for volunteers', async () => {
  hall()
  await link('Xem các hướng dẫn khác')
  await heading('Bà con cần chỉ việc gì?')
  expect(screen.queryByRole('link', { name: 'Ghi tiếng' })).toBeNull()
  expect(screen.queryByRole('link', { name: 'Bài học cho tình nguyện viên' })).toBeNull()
})

test('asks for consent on the screen, seals each finished page, and says so (SPEC KSK-2)', async () => {
  const tablet = await begun()
  const [draft] = [...tablet.stored.values()]
  await waitFor(() =>
    expect(tablet.stored.get(draft?.id ?? '')?.groups.consent).toEqual({
      given: true,
      at: time,
      textVersion: '2026-11-22',
      method: 'screen',
    }),
  )
  await screen.findByText('Đã khóa kín, gửi xã')
  typeOffice('Ủy ban xã Mẫu')
  await press('Đi tiếp')
  await waitFor(() => expect(tablet.sealed.at(-1)).toMatchObject({ requester: { addressee: 'Ủy ban xã Mẫu' } }))
})

test('leaves no trace in the address or the history: Back goes back among this resident’s screens only (fault 50)', async () => {
  const before = history.length
  await begun()
  expect(location.pathname).toBe('/')
  expect(history.length - before).toBeLessThanOrEqual(1)
  act(() => void dispatchEvent(new PopStateEvent('popstate')))
  await heading('Xin phép bà con trước')
  await press('Người tiếp theo')
  await press('Xóa, mời người tiếp theo')
  await home()
  act(() => void dispatchEvent(new PopStateEvent('popstate')))
  await home()
  expect(screen.queryByText(/Xin phép/)).toBeNull()
  expect(location.pathname).toBe('/')
})

test('“next person” says what stays and what goes, gives the slip first, and then everything is as new', async () => {
  const tablet = await begun()
  await press('Chữ to hơn')
  await setLanguage('en')
  await press('Next person')
  await screen.findByText(/The pages you finished are locked/)
  await press('Take the slip')
  await heading(/^A slip to go on with/)
  await press(/^Done, clear the screen/)
  await home()
  expect(tablet.stored.size).toBe(0)
  expect([language.value, document.documentElement.dataset.textScale]).toEqual(['vi', '1'])
})

test('takes a newer app between two residents, after what the last one left is gone (issue 3 §4)', async () => {
  const leftAtChange: number[] = []
  const state = new WatchedValue<UpdateState>('ready')
  const update = {
    state,
    apply: () => {
      leftAtChange.push(tablet.stored.size)
      state.set('changing')
    },
    reload: vi.fn(),
    look: vi.fn(),
  }
  const tablet = hall({}, update)
  await begun(tablet)
  expect(screen.queryByText('Có bản mới của Trạm Số.')).toBeNull()
  expect([tablet.stored.size, leftAtChange]).toEqual([1, []])
  await press('Người tiếp theo')
  await press('Xóa, mời người tiếp theo')
  await home()
  await waitFor(() => expect(leftAtChange).toEqual([0]))
  expect(update.look).toHaveBeenCalledOnce()

  // it takes over late: the next one has come, and is not thrown out
  fireEvent.pointerDown(document.body)
  act(() => state.set('changed'))
  expect(update.reload).not.toHaveBeenCalled()
  await press('Người tiếp theo')
  await press('Xóa, mời người tiếp theo')
  await waitFor(() => expect(update.reload).toHaveBeenCalledOnce())
})

test('the slip has code, secret, what is missing, where and until when; no name and no number (issue 4 §5)', async () => {
  const tablet = await begun()
  const [draft] = [...tablet.stored.values()]
  await tablet.drafts.save(draft?.id ?? '', {
    answers: { name: 'Lê Văn Thí Dụ', idNumber: '070061000002' },
    subject: { name: 'Lê Văn Thí Dụ', idNumber: '070061000002' },
  })
  await press('Người tiếp theo')
  await press('Lấy giấy hẹn')
  await heading('Giấy hẹn để làm tiếp')
  const slip = document.querySelector('.kiosk-slip')?.textContent ?? ''
  expect(slip).toMatch(
    /Mã hồ sơ nháp.*Số bí mật.*Đăng ký khai sinh.*Còn \d+ câu.*Bàn Một cửa Xã Mẫu.*đến hết ngày \d\d\/\d\d\/\d{4}/,
  )
  expect(slip).not.toMatch(/Thí Dụ|0700610/)
  expect(screen.getByRole('img', { name: /để điện thoại chụp/ })).toBeTruthy()
})

test('abandoned: it covers the screen and asks; only the button is an answer; unanswered it forgets (fault 50)', async () => {
  const tablet = await begun()
  typeOffice('Ủy ban xã Mẫu')
  time += 61_000
  const cover = await screen.findByRole('alertdialog', { name: 'Bà con còn ở đây không?' })
  expect(screen.getByLabelText('Gửi đến cơ quan nào?').closest('[hidden]')).toBeTruthy()
  fireEvent.pointerDown(cover)
  await press('Tôi vẫn đang làm')
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  expect(screen.getByLabelText('Gửi đến cơ quan nào?')).toHaveProperty('value', 'Ủy ban xã Mẫu')
  time += 61_000
  await screen.findByText('Còn 20 giây')
  time += 21_000
  await home()
  expect(tablet.stored.size).toBe(0)
  expect(document.body.textContent).not.toContain('Ủy ban xã Mẫu')
})

test('nothing travels by the clipboard, and no field lets the browser remember (fault 50)', async () => {
  await begun()
  for (const name of ['copy', 'cut', 'dragstart', 'contextmenu']) {
    const event = new Event(name, { bubbles: true, cancelable: true })
    document.body.dispatchEvent(event)
    expect([name, event.defaultPrevented]).toEqual([name, true])
  }
  for (const field of document.querySelectorAll('input[type="text"], textarea, form')) {
    expect(field.getAttribute('autocomplete')).toBe('off')
  }
})

test('opens for a PIN only, and comes back when nobody types one (design D10)', async () => {
  hall()
  await press('Dành cho tình nguyện viên, cán bộ')
  await heading('Ai đang cầm máy?')
  await press('Về máy tự phục vụ')
  await press('Dành cho tình nguyện viên, cán bộ')
  await heading('Ai đang cầm máy?')
  time += 61_000
  await home()
  await press('Dành cho tình nguyện viên, cán bộ')
  await press('Nguyễn Thị Mẫu')
  for (const digit of practicePin) await press(digit)
  await press('Mở máy')
  await heading('Việc của tổ')
  await press('Khóa máy')
  await home()
})

test('calls a person: the desk is told as long as somebody waits; without a line it says where to ask (SPEC KSK-7)', async () => {
  const tablet = hall({ hasLine: true })
  await link(/^Gọi người giúp/)
  await screen.findByText(/^Bàn Một cửa đã biết/)
  await press('Thôi, tôi làm tiếp')
  await home()
  await waitFor(() => expect(tablet.calls).toEqual([true, false]))
  cleanup()
  hall()
  await link(/^Gọi người giúp/)
  await screen.findByText(/^Bà con giơ tay/)
})

const choose = async (name: string) => fireEvent.click(await screen.findByRole('radio', { name }))
const write = async (label: string, value: string) =>
  fireEvent.input(await screen.findByLabelText(label), { target: { value } })

test('takes a wish to be met at home: agreed first, one question a screen, read once more, sent whole (issue 4 §5)', async () => {
  const tablet = hall()
  await link(/^Hẹn gặp cán bộ/)
  await heading('Xin phép bà con trước')
  fireEvent.click(screen.getByRole('checkbox'))
  await press('Tôi đồng ý, đi tiếp')
  await heading('Bà con muốn gặp cán bộ ở đâu?')
  await press('Đi tiếp')
  expect((await screen.findAllByText('Chọn một nơi.')).length).toBe(2)
  await choose('Nhờ cán bộ đến nhà')
  await press('Đi tiếp')
  await write('Nhà bà con ở đâu?', 'Ấp 3, cạnh nhà văn hóa')
  await press('Đi tiếp')
  await choose('Buổi sáng')
  await press('Đi tiếp')
  await write('Bà con cần giúp việc gì?', 'mã otp 123456')
  await press('Đi tiếp')
  await heading('Bà con cần giúp việc gì?')
  await write('Bà con cần giúp việc gì?', 'Xin giấy tạm trú')
  await press('Đi tiếp')
  await write('Bà con tên gì?', 'Lê Văn Thí Dụ')
  await press('Đi tiếp')
  await write('Xã gọi bà con theo số nào?', '0901')
  await press('Đi tiếp')
  expect((await screen.findAllByText('Số điện thoại phải đủ 10 chữ số.')).length).toBe(2)
  await write('Xã gọi bà con theo số nào?', '090 123 4567')
  await press('Đi tiếp')
  await heading('Xem lại rồi gửi')
  expect(tablet.sealed).toEqual([])
  const written = {
    wish: { meetAt: 'home', meetAddress: 'Ấp 3, cạnh nhà văn hóa', meetWhen: 'morning', meetAbout: 'Xin giấy tạm trú' },
    subject: { name: 'Lê Văn Thí Dụ' },
    contact: { phone: '0901234567' },
    consent: { given: true, method: 'screen' },
  }
  await waitFor(() => expect([...tablet.stored.values()].map(({ groups }) => groups)).toMatchObject([written]))
  await press('Gửi xã')
  await heading('Đã khóa kín, gửi xã')
  expect(tablet.finished).toHaveLength(1)
  await link('Xong, xóa màn hình')
  await home()
})

test('takes feedback without a name; with one only for who wants to be called back, and agrees to that', async () => {
  const tablet = hall()
  await link(/^Góp ý/)
  await choose('Có chỗ chưa tốt')
  await press('Đi tiếp')
  await write('Bà con kể cho xã nghe', 'Ghế chờ ít quá')
  await press('Đi tiếp')
  await choose('Có, tôi để lại tên và số điện thoại')
  await press('Đi tiếp')
  await heading('Xin phép bà con trước')
  await press('Tôi không đồng ý')
  await heading('Xem lại rồi gửi')
  await press('Gửi xã')
  await screen.findByText(/^Cán bộ sẽ đọc/)
  expect(tablet.finished).toHaveLength(1)
})

test('a message that was begun is gone with “next person”, and nothing of it was sent', async () => {
  const tablet = hall()
  await link(/^Góp ý/)
  await choose('Tôi có góp ý')
  await press('Đi tiếp')
  await write('Bà con kể cho xã nghe', 'Ghế chờ ít quá')
  await press('Người tiếp theo')
  await screen.findByText('Chưa có trang nào gửi đi.')
  await press('Xóa, mời người tiếp theo')
  await home()
  expect([tablet.stored.size, tablet.sealed, tablet.finished]).toEqual([0, [], []])
})

test('gives a number, large and the same on a second look; it says when the desk does not know it yet (SPEC KSK-8)', async () => {
  hall({ hasLine: true })
  await link(/^Lấy số thứ tự/)
  await heading('Số của bà con')
  expect(screen.getByLabelText('A 0 0 7').textContent).toBe('A007')
  await screen.findByText(/^Bà con ngồi chờ/)
  await press('Xong, xóa màn hình')
  await home()
  cleanup()
  hall()
  await link(/^Lấy số thứ tự/)
  await screen.findByText(/^Chưa có mạng, bàn Một cửa chưa thấy số này/)
  cleanup()
  hall({ letter: null })
  await link(/^Lấy số thứ tự/)
  await heading('Máy chưa phát số được')
})

test('feedback may be said aloud; where nothing can be recorded it says so, and writing goes on (SPEC KSK-9)', async () => {
  hall()
  await link(/^Góp ý/)
  await heading('Bà con muốn nói điều gì?')
  fireEvent.click(screen.getByRole('radio', { name: 'Tôi có góp ý' }))
  await press('Đi tiếp')
  await heading('Bà con kể cho xã nghe')
  await press('Bấm để nói')
  await screen.findByText(/^Chưa ghi được tiếng/)
  fireEvent.input(screen.getByLabelText('Bà con kể cho xã nghe'), { target: { value: 'Đường đi tốt' } })
  await press('Đi tiếp')
  await heading('Bà con có muốn xã gọi lại không?')
})

test('says what it knows of a code, and where an official one is looked up (facts §9)', async () => {
  const code = 'TS-X3C3A-X'
  const item = { recordId: 'r', shortCode: code, type: 'dossier', title: '', state: 'applied', at: time } as const
  hall({ finishedItems: [item] })
  await link(/^Xem hồ sơ/)
  const box = await screen.findByLabelText('Mã hồ sơ')
  await press('Xem')
  expect((await screen.findAllByText('Chưa gõ mã.')).length).toBeGreaterThan(0)
  fireEvent.input(box, { target: { value: 'ts x3c3a x' } })
  await press('Xem')
  await screen.findByText(/Xã đã nhận/)
  fireEvent.input(box, { target: { value: 'H19.50-261008-0975' } })
  await press('Xem')
  await screen.findByLabelText([...'H19.50-261008-0975'].join(' '))
  await link('Cách xem trên điện thoại')
  await heading(/./)
  expect(location.pathname).toBe('/')
})

const both = (name: string, of: string) => new RegExp(`${name}.*${of}`)

test.each([
  ['km', 'ខ្មែរ', 'ថ្ងៃនេះបងប្អូនត្រូវការធ្វើអ្វី?', 'ធ្វើឯកសារ', 'យល់ព្រម បន្ត', 'ផ្ញើទៅស្ថាប័នណា\\?', 'សំណួរនេះត្រូវឆ្លើយ'],
  ['zh', '中文', '您今天要办什么事？', '办手续', '我同意，继续', '交给哪个机关？', '这一题要回答'],
])(
  'asked for %s: tiles, consent, question and error are drafts with the Vietnamese beside them; the next person has Vietnamese',
  async (lang, name, question, dossier, agree, office, missing) => {
    hall()
    await press(name)
    const title = await heading(/Hôm nay bà con cần việc gì/)
    await waitFor(() => expect(within(title).getByText(question).getAttribute('lang')).toBe(lang))
    expect(within(title).getByText('Hôm nay bà con cần việc gì?').getAttribute('lang')).toBe('vi')
    screen.getByText('chưa duyệt')
    await link(both(dossier, 'Làm hồ sơ'))
    await press(/Đăng ký khai sinh/)
    await heading(/Xin phép bà con trước/)
    screen.getByText('Bà con có đồng ý không?')
    fireEvent.click(screen.getByRole('checkbox'))
    await press(both(agree, 'Tôi đồng ý, đi tiếp'))
    await heading(both(office, 'Gửi đến cơ quan nào'))
    screen.getByText('chưa duyệt')
    await press(/Đi tiếp/)
    expect((await screen.findAllByText(new RegExp(missing))).map((one) => one.getAttribute('lang'))).toEqual([
      lang,
      lang,
    ])
    expect(screen.getAllByText('Câu này cần trả lời.')).toHaveLength(2)
    await press(/Người tiếp theo/)
    await press(/Xóa, mời người tiếp theo/)
    await home()
  },
)

test('a kiosk without a Chinese voice reads the Vietnamese that stands there, once, and says so', async () => {
  const heard = vietnameseVoice(false)
  hall()
  await press('中文')
  await screen.findByText('您今天要办什么事？')
  await press(/Nghe/)
  await waitFor(() => expect(heard).toHaveLength(1))
  expect(heard[0]).toContain('Hôm nay bà con cần việc gì?')
  expect(heard[0]).not.toMatch(/\p{Script=Han}/u)
  await screen.findByText('Chưa có tiếng bà con chọn ở đây. Máy đọc tiếng Việt.')
})
