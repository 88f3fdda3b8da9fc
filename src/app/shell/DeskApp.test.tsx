// @vitest-environment happy-dom
import { signal } from '@preact/signals'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import {
  id,
  now,
  sampleActivation,
  sampleDevices,
  sampleDossier,
  sampleList,
  sampleProgress,
} from '../../../tests/looks/deskSamples.ts'
import { DeskProblem } from '../desk/DeskProblem.ts'
import { makeDeskApi } from '../desk/deskApi.ts'
import { deskLocales } from '../desk/deskLocales.ts'
import { makeDeskPorts } from '../desk/makeDeskPorts.ts'
import { setLanguage, startI18n } from '../i18n/i18n.ts'
import { DeskApp } from './DeskApp.tsx'

const commune = { id: 'c', name: 'Xã Mẫu', practice: true }
const officer = {
  officer: { id: 'o', displayName: 'Cán bộ Thử', role: 'admin' },
  commune: { ...commune, code: '00000', listDate: '2025-07-01' },
}

const sampleQueue = (state: 'waiting' | 'called') => ({
  day: '2026-11-27',
  tickets: [
    {
      number: 'A001',
      state,
      takenAt: now - 600_000,
      counter: state === 'called' ? '2' : null,
      calledAt: state === 'called' ? now : null,
      calls: state === 'called' ? 1 : 0,
    },
  ],
  kiosks: [{ label: 'Máy ở sảnh', letter: 'A', lastSeenAt: now - 3_600_000 }],
})

/** A hub of a few answers behind `fetch`; what is not here is refused as the hub does. */
function fakeHub(given: { setup?: 'needed'; signedIn?: boolean } = {}) {
  const hub = {
    setup: given.setup ?? ('done' as 'needed' | 'done'),
    signedIn: given.signedIn ?? false,
    loginFails: false,
    asked: [] as string[],
    bodies: [] as unknown[],
    queue: sampleQueue('waiting'),
    hall: { day: '2026-11-27', called: [] as { number: string; counter: string; calls: number }[], waiting: 2 },
  }
  const answers: Record<string, (body: Record<string, unknown>) => unknown> = {
    '/api/desk/cases/search': (body) =>
      body.seen === sampleList.seq ? { unchanged: true, seq: sampleList.seq } : sampleList,
    [`/api/desk/cases/${id(1)}`]: () => sampleDossier,
    [`/api/desk/cases/${id(2)}`]: () => sampleActivation,
    '/api/desk/devices': () => sampleDevices,
    '/api/desk/units': () => [],
    '/api/desk/queue': () => hub.queue,
    '/api/desk/queue/next': () => {
      hub.queue = sampleQueue('called')
      return hub.queue.tickets[0]
    },
    '/api/desk/progress': () => sampleProgress,
    '/api/desk/attention': () => ({
      items: [],
      alarms: [],
      otherAlarms: 0,
      conflicts: [],
      more: false,
      oldestAt: null,
    }),
    '/api/desk/logout': () => {
      hub.signedIn = false
      return {}
    },
  }
  const open: Record<string, (body: Record<string, unknown>) => unknown> = {
    '/api/desk/state': () => ({
      setup: hub.setup,
      communes: hub.setup === 'done' ? [commune] : [],
      passkeys: 'vi-du.vn',
      signedIn: hub.signedIn ? officer : null,
    }),
    [`/api/desk/hall/${id(99)}`]: () => hub.hall,
    '/api/desk/login/passkey/options': () => ({ challenge: 'abc' }),
    '/api/desk/login': (body) => {
      if (hub.loginFails) throw new TypeError('Failed to fetch')
      if (body.password !== 'lua-tre-nui') return undefined
      hub.signedIn = true
      return { expiresAt: now }
    },
    '/api/desk/setup': () => {
      if (hub.setup === 'done') return undefined
      hub.setup = 'done'
      return { commune: { id: 'c' } }
    },
    '/api/desk/setup/practice': () => {
      hub.setup = 'done'
      return {
        commune: 'c',
        officer: { name: 'canbo', password: 'lua-tre-nui' },
        volunteerPin: '482913',
        volunteers: ['Tình nguyện viên Thử Một'],
        enrolUrl: 'https://vi-du.vn/enrol#x',
      }
    },
  }
  const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const path = String(input)
    hub.asked.push(path)
    const body: Record<string, unknown> = typeof init?.body === 'string' ? JSON.parse(init.body) : {}
    hub.bodies.push(body)
    const outside = open[path]?.(body)
    if (outside !== undefined) return json(outside)
    if (path === '/api/desk/login') return json({ problem: 'wrong-login' }, 401)
    if (path === '/api/desk/setup') return json({ problem: 'token-used' }, 410)
    if (!hub.signedIn) return json({ problem: 'not-signed-in' }, 401)
    const inside = answers[path.split('?')[0] ?? '']?.(body)
    return inside === undefined ? json({ problem: 'not-found' }, 404) : json(inside)
  }
  return { hub, fetch }
}

/** A browser that nobody shows a finger to. */
const nothing = () => Promise.reject(new DeskProblem('passkey-not-shown'))

function start(given: Parameters<typeof fakeHub>[0] & { token?: string; host?: string } = {}) {
  const { hub, fetch } = fakeHub(given)
  const expired = signal(false)
  const api = makeDeskApi({
    fetch,
    onSignedOut: () => {
      expired.value = true
    },
  })
  const ports = makeDeskPorts(api, {
    now: () => now,
    setupToken: given.token ?? '',
    expired,
    passkeys: { host: given.host ?? null, create: nothing, get: nothing },
  })
  render(<DeskApp ports={ports} />)
  return hub
}

beforeAll(() => startI18n(deskLocales))
beforeEach(() => history.replaceState(null, '', '/'))
afterEach(async () => {
  cleanup()
  vi.restoreAllMocks()
  await setLanguage('vi')
})

async function signIn(password: string) {
  fireEvent.input(await screen.findByLabelText('Tên đăng nhập'), { target: { value: 'canbo' } })
  fireEvent.input(screen.getByLabelText('Mật khẩu'), { target: { value: password } })
  fireEvent.click(screen.getByRole('button', { name: 'Đăng nhập' }))
}

it('lets an officer in with the right password only', async () => {
  start()
  fireEvent.click(await screen.findByRole('button', { name: 'Đăng nhập' }))
  expect((await screen.findByRole('alert')).querySelectorAll('li')).toHaveLength(2)
  await signIn('sai')
  expect((await screen.findAllByText(/chưa đúng/)).length).toBeGreaterThan(0)
  await signIn('lua-tre-nui')
  expect(await screen.findByText('Điểu Ví Dụ')).toBeTruthy()
  expect(location.pathname).toBe('/office')
  expect(await screen.findByText('1 máy chờ duyệt')).toBeTruthy()
})

it('offers a passkey where the page has the name that they are bound to, and says when none was shown', async () => {
  start()
  await screen.findByRole('button', { name: 'Đăng nhập' })
  expect(screen.queryByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }), 'another name').toBeNull()
  cleanup()
  start({ host: 'vi-du.vn' })
  fireEvent.click(await screen.findByRole('button', { name: 'Đăng nhập bằng khóa truy cập' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Máy không đưa ra khóa truy cập')
})

it('makes the practice commune with one click, shows its PIN, and goes in', async () => {
  history.replaceState(null, '', '/setup')
  const hub = start({ setup: 'needed', token: 'abc' })
  fireEvent.click(await screen.findByRole('button', { name: 'Dùng thử với xã mẫu' }))
  expect(await screen.findByText('482913')).toBeTruthy()
  expect(screen.getByText('lua-tre-nui')).toBeTruthy()
  expect(screen.getByDisplayValue('https://vi-du.vn/enrol#x')).toBeTruthy()
  expect(hub.bodies).toContainEqual({ token: 'abc' })
  fireEvent.click(screen.getByRole('button', { name: 'Vào bàn Một cửa' }))
  expect(await screen.findByText('Điểu Ví Dụ')).toBeTruthy()
})

it('makes a real commune and signs its first officer in to it', async () => {
  history.replaceState(null, '', '/setup')
  const hub = start({ setup: 'needed', token: 'abc' })
  await makeCommune()
  expect(await screen.findByRole('heading', { name: 'Xã có những ấp, khu phố nào?' })).toBeTruthy()
  expect(location.pathname).toBe('/setup/hamlets')
  expect(hub.bodies).toContainEqual(expect.objectContaining({ name: 'Xã Ví Dụ', oldName: 'Xã Ví Dụ Cũ' }))
  expect(hub.bodies).toContainEqual({ commune: 'c', name: 'quantri', password: 'lua-tre-nui' })
})

it('says what is missing on each page of the set-up, and keeps what was typed when one goes back', async () => {
  history.replaceState(null, '', '/setup')
  start({ setup: 'needed', token: 'abc' })
  fireEvent.click(await screen.findByRole('button', { name: 'Bắt đầu lập xã' }))
  fireEvent.click(screen.getByRole('button', { name: 'Đi tiếp' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Chọn xã')
  await nameCommune()
  fireEvent.click(screen.getByRole('button', { name: 'Lập xã' }))
  expect((await screen.findByRole('alert')).querySelectorAll('li')).toHaveLength(3)
  fireEvent.click(screen.getByRole('button', { name: 'Quay lại' }))
  expect(await screen.findByDisplayValue('Xã Ví Dụ Cũ')).toBeTruthy()
})

it('goes on with the set-up after the browser was closed in the middle, for an admin who signs in', async () => {
  history.replaceState(null, '', '/setup/drill')
  start()
  await signIn('lua-tre-nui')
  expect(await screen.findByRole('heading', { name: 'Gõ lại hai mảnh từ tờ giấy' })).toBeTruthy()
  fireEvent.click(screen.getByRole('link', { name: 'Xem các bước' }))
  expect(await screen.findByRole('heading', { name: 'Cài đặt Xã Mẫu' })).toBeTruthy()
  expect(screen.getByRole('link', { name: 'Làm tiếp: Tờ khôi phục' }).getAttribute('href')).toBe('/setup/sheet')
})

const type = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })

/** Fills the page of the commune, written by hand, and goes on. */
async function nameCommune() {
  fireEvent.click(await screen.findByRole('button', { name: 'Không có trong danh sách? Ghi tay' }))
  type('Tên xã, phường', 'Xã Ví Dụ')
  type('Mã đơn vị hành chính', '26068')
  type('Ngày', '30')
  type('Tháng', '4')
  type('Năm', '2026')
  type('Tên cũ', 'Xã Ví Dụ Cũ')
  fireEvent.click(screen.getByRole('button', { name: 'Đi tiếp' }))
  await screen.findByLabelText('Họ tên người quản trị')
}

/** Fills both pages of a real commune and sends them. */
async function makeCommune() {
  fireEvent.click(await screen.findByRole('button', { name: 'Bắt đầu lập xã' }))
  await nameCommune()
  type('Họ tên người quản trị', 'Quản Trị Thử')
  type('Tên đăng nhập', 'quantri')
  type('Mật khẩu', 'lua-tre-nui')
  fireEvent.click(screen.getByRole('button', { name: 'Lập xã' }))
}

it('tries only the sign-in again when the commune was made and the line broke after it', async () => {
  history.replaceState(null, '', '/setup')
  const hub = start({ setup: 'needed', token: 'abc' })
  hub.loginFails = true
  await makeCommune()
  expect((await screen.findAllByText(/Xã đã lập xong, nhưng chưa đăng nhập được/)).length).toBeGreaterThan(0)
  hub.loginFails = false
  fireEvent.click(screen.getByRole('button', { name: 'Đăng nhập và đi tiếp' }))
  expect(await screen.findByRole('heading', { name: 'Xã có những ấp, khu phố nào?' })).toBeTruthy()
  expect(hub.asked.filter((path) => path === '/api/desk/setup')).toHaveLength(1)
})

it('leads to the sign-in when the link was used up by an answer that got lost', async () => {
  history.replaceState(null, '', '/setup')
  const hub = start({ setup: 'needed', token: 'abc' })
  hub.setup = 'done'
  await makeCommune()
  expect(await screen.findByText('Đường dẫn này đã lập một xã rồi')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Đến trang đăng nhập' }))
  expect(await screen.findByRole('heading', { name: 'Đăng nhập bàn Một cửa' })).toBeTruthy()
})

it('says how to come in when the hub is fresh and the link is missing', async () => {
  start({ setup: 'needed' })
  expect(await screen.findByText(/in ra một đường dẫn dùng một lần/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Dùng thử với xã mẫu' })).toBeNull()
})

it('asks for a new sign-in when the session ends, and loses nothing that was typed', async () => {
  history.replaceState(null, '', `/office/cases/${id(1)}`)
  const hub = start({ signedIn: true })
  fireEvent.click(await screen.findByRole('button', { name: 'Gửi về tổ để bổ sung' }))
  const dialog = await screen.findByRole('dialog')
  fireEvent.input(within(dialog).getByRole('textbox'), { target: { value: 'Thiếu nơi cư trú.' } })
  hub.signedIn = false
  fireEvent.click(within(dialog).getByRole('button', { name: 'Gửi về tổ để bổ sung' }))
  expect(await screen.findByText(/Phiên làm việc đã hết. Đăng nhập lại để về/)).toBeTruthy()
  await waitFor(() => expect(document.querySelector('dialog[open]')).toBeNull())
  // whoever stands there now finds nothing of the case in the page, not even hidden
  expect(document.body.innerHTML).not.toMatch(/Thị Thử Nghiệm|Thiếu nơi cư trú|4821/)
  const before = hub.asked.length
  await signIn('lua-tre-nui')
  await waitFor(() => expect(screen.queryByLabelText('Mật khẩu')).toBeNull())
  expect(hub.asked.slice(before)).toContain('/api/desk/login')
  expect(location.pathname).toBe(`/office/cases/${id(1)}`)
  fireEvent.click(await screen.findByRole('button', { name: 'Gửi về tổ để bổ sung' }))
  expect(within(await screen.findByRole('dialog')).getByDisplayValue('Thiếu nơi cư trú.')).toBeTruthy()
})

it('keeps the list on screen when the hub says that nothing changed', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const hub = start({ signedIn: true })
  await screen.findByText('Điểu Ví Dụ')
  const before = hub.bodies.length
  await vi.advanceTimersByTimeAsync(10_000)
  await waitFor(() =>
    expect(hub.bodies.slice(before)).toContainEqual(expect.objectContaining({ seen: sampleList.seq })),
  )
  vi.useRealTimers()
  expect(screen.getByText('Điểu Ví Dụ')).toBeTruthy()
  expect(screen.queryByText(/khuôn mà trang này/)).toBeNull()
})

it('shows nothing of a case once the officer has signed out, and asks nothing more', async () => {
  const hub = start({ signedIn: true })
  await screen.findByText('Điểu Ví Dụ')
  fireEvent.click(screen.getByRole('button', { name: 'Đăng xuất Cán bộ Thử' }))
  expect(await screen.findByLabelText('Mật khẩu')).toBeTruthy()
  expect(document.body.textContent).not.toContain('Điểu Ví Dụ')
  expect(screen.queryByText(/Phiên làm việc đã hết/)).toBeNull()
  const after = hub.asked.slice(hub.asked.indexOf('/api/desk/logout') + 1)
  expect(after, 'but how to sign in again').toEqual(['/api/desk/state'])
})

it('speaks English without forgetting what was searched', { timeout: 15_000 }, async () => {
  const hub = start({ signedIn: true })
  const box = await screen.findByLabelText(/Tìm tên/)
  fireEvent.input(box, { target: { value: 'thu' } })
  fireEvent.click(screen.getByRole('button', { name: 'English' }))
  // the English texts come as a chunk of their own
  expect(await screen.findByText('Cases from the teams', {}, { timeout: 10_000 })).toBeTruthy()
  expect(screen.getByDisplayValue('thu')).toBe(box)
  expect(hub.asked.every((path) => !path.includes('?'))).toBe(true)
})

it('says that an address leads nowhere', async () => {
  history.replaceState(null, '', '/office/nowhere')
  start({ signedIn: true })
  expect(await screen.findByText('Không có trang này')).toBeTruthy()
})

it('calls the next number to its own counter, and says how old what it knows of the kiosks is (SPEC KSK-8)', async () => {
  history.replaceState(null, '', '/office/queue')
  const hub = start({ signedIn: true })
  await screen.findByRole('heading', { level: 1, name: 'Số thứ tự hôm nay' })
  await screen.findByText('Đang chờ: 1 người')
  expect(screen.getByText(/Chữ A: Máy ở sảnh, liên lạc lần cuối 1 giờ trước/)).toBeTruthy()
  fireEvent.input(screen.getByLabelText('Quầy của tôi'), { target: { value: '2' } })
  fireEvent.click(screen.getByRole('button', { name: 'Gọi số tiếp theo' }))
  await screen.findByRole('button', { name: 'Gọi lại A001' })
  expect(hub.bodies).toContainEqual({ counter: '2' })
  await screen.findByText('Không có ai chờ.')
})

it('the hall’s screen needs no sign-in, shows numbers and counters, and asks for nothing else (decision 023)', async () => {
  history.replaceState(null, '', `/hall/${id(99)}`)
  const hub = start()
  await screen.findByText('Chưa gọi số nào.')
  hub.hall = { ...hub.hall, called: [{ number: 'A001', counter: '2', calls: 1 }], waiting: 1 }
  fireEvent(window, new Event('focus'))
  await screen.findByText('A001')
  expect(screen.getByText('quầy 2')).toBeTruthy()
  expect(new Set(hub.asked)).toEqual(new Set([`/api/desk/hall/${id(99)}`]))
})
