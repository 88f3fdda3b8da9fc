// @vitest-environment happy-dom
import { signal } from '@preact/signals'
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type MemoryOptions, memoryTablet } from '../../../tests/looks/memoryPorts.ts'
import { vietnameseVoice } from '../../../tests/tablet/vietnameseVoice.ts'
import { guideDefinitionSchema } from '../../domain/guideDefinition.ts'
import { loadGuides } from '../../domain/guidesPack.ts'
import { setLanguage, startI18n } from '../i18n/i18n.ts'
import { reader, setReader, showsBoth } from '../i18n/reader.ts'
import { tabletLocales } from '../i18n/tabletLocales.ts'
import { chooseReader } from '../resident/chooseReader.ts'
import { App } from './App.tsx'

// lazy screens are built on first use, which takes its time on a busy machine
configure({ asyncUtilTimeout: 8000 })
vi.setConfig({ testTimeout: 30_000 })

// once: what is written in other languages comes once a page
beforeAll(() => startI18n(tabletLocales))
beforeEach(async () => {
  await setLanguage('vi')
  setReader(null)
  showsBoth.value = false
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const open: MemoryOptions = { lock: { kind: 'open', volunteer: { id: 'v1', name: 'Nguyễn Thị Mẫu' } } }
const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name })
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }))

function at(path: string) {
  history.replaceState(null, '', path)
  const tablet = memoryTablet(open)
  render(<App ports={tablet} secure />)
  return tablet
}

async function fails(reason: string) {
  fireEvent.click(await screen.findByRole('link', { name: 'Chưa được' }))
  await heading('Chưa được vì sao?')
  fireEvent.click(screen.getByRole('radio', { name: reason }))
  await press('Xem cách gỡ')
}

test('the home leads to the guides, found without accents', async () => {
  at('/field')
  fireEvent.click(await screen.findByRole('link', { name: 'Xem hướng dẫn' }))
  await heading('Bà con cần chỉ việc gì?')
  expect(screen.getAllByRole('listitem')).toHaveLength(11)
  fireEvent.input(screen.getByLabelText('Tìm hướng dẫn, không cần dấu'), { target: { value: 'quen ma' } })
  await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1))
  expect(screen.getByText('Thấy 1 hướng dẫn')).toBeTruthy()
  fireEvent.click(within(screen.getByRole('listitem')).getByRole('link'))
  await heading('Bấm “Quên passcode”')
})

test('a guide is walked to its end and keeps nothing', async () => {
  const tablet = at('/field/guides/new-phone')
  const titles = [
    'Giữ máy cũ và SIM bên mình',
    'Cài ứng dụng VNeID',
    'Đăng nhập trên máy mới',
    'Xem mã ở máy cũ',
    'Hoặc dùng thẻ gắn chip',
    'Mỗi lần chỉ một máy',
  ]
  for (const [index, title] of titles.entries()) {
    await heading(title)
    expect(screen.getByRole('img', { name: `Bước ${index + 1} / 6` })).toBeTruthy()
    await press('Được rồi, bước tiếp')
  }
  await heading('Xong rồi')
  expect(tablet.stored.size).toBe(0)
  expect(tablet.saves).toEqual([])
  expect(location.pathname).toBe('/field/guides/new-phone/done')
})

test('after two failures a person is offered by itself, with what to bring', async () => {
  at('/field/guides/forgot-passcode/step/otp')
  await heading('Bà con tự nhập mã trong tin nhắn')
  await fails('Mã không về')
  await heading('Bà con tự nhập mã trong tin nhắn')
  expect(screen.getByText(/Soạn TTTB gửi 1414/)).toBeTruthy()
  expect(screen.queryByText(/Bước này đang vướng/)).toBeNull()
  await fails('Mã không về')
  await screen.findByText(/Bước này đang vướng/)
  expect(screen.getByText('Đến nhà mạng của SIM')).toBeTruthy()
  expect(screen.getByText(/Mang theo: Thẻ căn cước/)).toBeTruthy()
  expect(screen.getByText('Đã thử 2 lần ở bước này.')).toBeTruthy()
})

test('the end names the first step that has not worked', async () => {
  at('/field/guides/protect-codes/step/leaked')
  await heading('Lỡ lộ mã thì báo ngay')
  await press('Hiểu rồi, tiếp')
  await heading('Còn bước chưa xong')
  fireEvent.click(screen.getByRole('link', { name: 'Mã nào phải giữ kín' }))
  await heading('Mã nào phải giữ kín')
})

test('an address of a guide that is not here says so', async () => {
  at('/field/guides/no-such-guide/step/one')
  await heading('Không có hướng dẫn này')
})

test('asked for English: the draft is marked, and the Vietnamese is beside it', async () => {
  at('/field/guides/new-phone/step/keepOld')
  await heading('Giữ máy cũ và SIM bên mình')
  await setLanguage('en')
  const title = await heading(/Keep the old phone and SIM at hand/)
  expect(title.textContent).toContain('Giữ máy cũ và SIM bên mình')
  expect(within(title).getByText('Giữ máy cũ và SIM bên mình').getAttribute('lang')).toBe('vi')
  expect(screen.getByText(/a translation that nobody has reviewed/)).toBeTruthy()
})

test('a language without words here says so and shows the Vietnamese', async () => {
  at('/field/guides/new-phone/step/keepOld')
  await heading('Giữ máy cũ và SIM bên mình')
  setReader({ code: 'sti', text: null })
  await screen.findByText(/Tiếng S'tiêng \(Bù Lơ\) không có chữ ở đây/)
  await heading('Giữ máy cũ và SIM bên mình')
})

test('a guide of the commune that nobody translated is Vietnamese and says so', async () => {
  const title = { vi: 'Đổi máy, lời của xã Mẫu' }
  const [step] = loadGuides().find(({ id }) => id === 'new-phone')?.steps ?? []
  const own = { ...loadGuides()[0], id: 'own', title, warnings: [], failures: [] }
  const steps = [
    {
      ...step,
      title: { vi: 'Làm một việc' },
      text: { vi: 'Một câu.' },
      look: { vi: 'Nhìn.' },
      warnings: [],
      failures: [],
    },
  ]
  history.replaceState(null, '', '/field/guides/own/step/keepOld')
  const guides = signal([guideDefinitionSchema.parse({ ...own, steps })])
  render(<App ports={memoryTablet({ ...open, packs: { guides } })} secure />)
  await heading('Làm một việc')
  await chooseReader({ code: 'khm', text: 'km' })
  await screen.findByText('Tiếng Khmer chưa có chữ đã duyệt ở đây. Chữ dưới đây là tiếng Việt.')
  await heading('Làm một việc')
})

test.each([
  ['khm', 'km', 'ទុកទូរស័ព្ទចាស់ និង SIM នៅជាមួយខ្លួន', 'Tiếng Khmer', 'មិនទាន់បាន'],
  ['cmn', 'zh', '把旧手机和 SIM 卡留在身边', 'Tiếng Trung', '还不行'],
] as const)(
  'asked for %s: every draft is marked, and the Vietnamese is beside it',
  async (code, text, title, name, notYet) => {
    at('/field/guides/new-phone/step/keepOld')
    await heading('Giữ máy cũ và SIM bên mình')
    await chooseReader({ code, text })
    const shown = await heading(`${title} Giữ máy cũ và SIM bên mình`)
    const draft = within(shown).getByText(title)
    expect([draft.getAttribute('lang'), draft.className]).toEqual([text, 'said__main said__main--draft'])
    expect(within(shown).getByText('Giữ máy cũ và SIM bên mình').getAttribute('lang')).toBe('vi')
    screen.getByText('chưa duyệt')
    screen.getByText(`${name}: chữ có gạch chân đứt là bản dịch chưa duyệt. Xem chữ Việt ở dưới.`)
    expect(screen.getByRole('link', { name: `${notYet} Chưa được` })).toBeTruthy()
  },
)

test('a language is chosen from tiles that say what there is of it', async () => {
  at('/field/guides/new-phone/step/keepOld')
  await heading('Giữ máy cũ và SIM bên mình')
  await press('Ngôn ngữ: Tiếng Việt')
  const tile = (name: RegExp) => screen.findByRole('button', { name })
  expect((await tile(/Khmer/)).textContent).toContain('Có chữ, chưa duyệt hết')
  await waitFor(() => expect(screen.getByText('ខ្មែរ').getAttribute('lang')).toBe('km'))
  expect((await tile(/English/)).textContent).toContain('Có chữ, chưa duyệt hết')
  expect((await tile(/S'tiêng \(Bù Lơ\)/)).textContent).toContain('♪')
  expect((await tile(/S'tiêng \(Bù Lơ\)/)).textContent).toContain('Chưa có đoạn thu nào')
  fireEvent.click(await tile(/Khmer/))
  await screen.findByText(/^Tiếng Khmer: chữ có gạch chân đứt/)
  expect(await screen.findByRole('button', { name: 'Ngôn ngữ: Tiếng Khmer' })).toBeTruthy()
})

test('the language that a resident asked to hear is the one of their steps, and of nothing after them', async () => {
  const id = '7d3c1a52-6f0b-4a8e-9b21-000000000031'
  history.replaceState(null, '', `/field/activation/${id}/step/sms`)
  const draft = {
    id,
    type: 'activation',
    title: '',
    at: 'step/sms',
    groups: { consent: { given: true }, language: { hear: 'sti' } },
    baseVersion: 0,
    parent: null,
    createdAt: 1,
    updatedAt: 1,
    owner: 'Nguyễn Thị Mẫu',
    returnNote: null,
  } as const
  render(<App ports={memoryTablet({ ...open, drafts: [draft] })} secure />)
  await heading('Tìm tin nhắn báo đã duyệt')
  await screen.findByText(/Tiếng S'tiêng \(Bù Lơ\) không có chữ ở đây/)
  fireEvent.click(screen.getByRole('link', { name: 'Kích hoạt tài khoản định danh' }))
  await heading('Việc của tổ')
  await waitFor(() => expect(reader.value.code).toBe('vie'))
})

test('a guide runs beside an activation and writes its tries and blockers into it', async () => {
  const id = '7d3c1a52-6f0b-4a8e-9b21-000000000032'
  history.replaceState(null, '', `/field/activation/${id}/step/loginAgain`)
  const done = ['sms', 'install', 'tapActivate', 'idAndPhone', 'sendRequest', 'otp', 'password', 'passcode']
  const steps = [...done, 'securityQuestions'].map((step, at) => ({ step, at, tries: 1, ok: true, result: 'done' }))
  const draft = {
    id,
    type: 'activation',
    title: '',
    at: 'step/loginAgain',
    groups: { consent: { given: true }, progress: { steps, startedAt: 1, attempts: 1 } },
    baseVersion: 0,
    parent: null,
    createdAt: 1,
    updatedAt: 1,
    owner: 'Nguyễn Thị Mẫu',
    returnNote: null,
  } as const
  const tablet = memoryTablet({ ...open, drafts: [draft] })
  render(<App ports={tablet} secure />)
  const why = async (reason: string) => {
    await press('Chưa được')
    await heading('Chưa được vì sao?')
    fireEvent.click(screen.getByRole('radio', { name: reason }))
    await press('Ghi lại, xem cách gỡ')
  }
  await heading('Đăng nhập lại')
  await why('Quên mã 6 số')
  fireEvent.click(await screen.findByRole('link', { name: 'Xem hướng dẫn: Quên mã 6 số của VNeID' }))
  await heading('Bấm “Quên passcode”')
  await press('Được rồi, bước tiếp')
  await heading('Trả lời câu hỏi bảo mật')
  await why('Không nhớ câu trả lời')
  await heading('Trả lời câu hỏi bảo mật')
  fireEvent.click(screen.getByRole('link', { name: 'Về bước kích hoạt' }))
  await heading('Đăng nhập lại')
  await waitFor(() =>
    expect(tablet.saves.flatMap(({ patch }) => patch.progress?.steps ?? [])).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ step: 'loginAgain', result: 'failed', failure: 'forgotPasscode' }),
        expect.objectContaining({ step: 'forgot-passcode/open', result: 'done', tries: 1 }),
        expect.objectContaining({ step: 'forgot-passcode/answers', result: 'failed', failure: 'forgotAnswers' }),
      ]),
    ),
  )
})

test('two languages stand on one screen at will', async () => {
  at('/field/guides/new-phone/step/keepOld')
  await setLanguage('en')
  await heading(/Keep the old phone/)
  await press('Language: English')
  fireEvent.click(await screen.findByLabelText('Always show the Vietnamese below'))
  expect(showsBoth.value).toBe(true)
})

test('switching the language in the middle of a guide loses nothing of it', async () => {
  at('/field/guides/forgot-passcode/step/otp')
  await heading('Bà con tự nhập mã trong tin nhắn')
  await fails('Mã không về')
  await screen.findByText('Đã thử 1 lần ở bước này.')
  await setLanguage('en')
  await screen.findByText('Tried 1 time at this step.')
  setReader({ code: 'sti', text: null })
  await setLanguage('vi')
  await screen.findByText('Đã thử 1 lần ở bước này.')
  await press('Được rồi, bước tiếp')
  await heading('Hoặc dùng thẻ gắn chip')
})

test('who listens hears the next step, and what was wrong, by itself, until they stop it', async () => {
  const heard = vietnameseVoice()
  at('/field/guides/new-phone/step/login')
  await press('Nghe')
  await waitFor(() => expect(heard).toHaveLength(3))
  expect(heard[0]).toBe('Đăng nhập trên máy mới. Bà con tự nhập số định danh và mật khẩu trên máy mới của mình.')
  expect(heard[1]).toContain('Chỉ làm trên điện thoại của bà con')
  fireEvent.click(await screen.findByRole('link', { name: 'Chưa được' }))
  await heading('Chưa được vì sao?')
  await press('Xem cách gỡ')
  await waitFor(() => expect(heard.at(-1)).toBe('Chưa chọn vì sao.'))
  fireEvent.click(screen.getByRole('radio', { name: 'Không có mạng' }))
  await press('Xem cách gỡ')
  await waitFor(() => expect(heard.at(-1)).toContain('Ra chỗ có sóng'))
})

test('a voice that needs a line is not used: an English reader hears Vietnamese and is told so', async () => {
  const heard = vietnameseVoice(false)
  at('/field/guides/new-phone/step/keepOld')
  await setLanguage('en')
  await heading(/Keep the old phone/)
  await press(/^Listen/)
  await waitFor(() => expect(heard).toHaveLength(1))
  expect(heard[0]).toMatch(/^Giữ máy cũ/)
  await screen.findByText('Your language is not recorded here. The tablet reads Vietnamese.')
  await press(/^Stop/)
  await waitFor(() => expect(screen.queryByText(/The tablet reads Vietnamese/)).toBeNull())
})

test('a device without a voice says so, and who can read aloud', async () => {
  at('/field/guides/new-phone/step/keepOld')
  await press('Nghe')
  await screen.findByText('Máy này chưa có giọng đọc. Nhờ người giúp đọc to.')
})
