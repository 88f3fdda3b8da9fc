// @vitest-environment happy-dom
import { signal } from '@preact/signals'
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { deskAnswers } from '../../../tests/looks/deskAnswers.ts'
import { id } from '../../../tests/looks/deskSamples.ts'
import { makeDeskApi } from '../desk/deskApi.ts'
import { deskLocales } from '../desk/deskLocales.ts'
import { makeDeskPorts } from '../desk/makeDeskPorts.ts'
import { setLanguage, startI18n } from '../i18n/i18n.ts'
import { DeskApp } from './DeskApp.tsx'

configure({ asyncUtilTimeout: 8000 })
vi.setConfig({ testTimeout: 30_000 })

const never = () => new Promise<never>(() => undefined)
const hamlet = `/office/rounds/${id(62)}`
let sent: { path: string; body: unknown }[] = []

beforeEach(async () => {
  sent = []
  await startI18n(deskLocales)
  await setLanguage('vi')
})
afterEach(cleanup)

function at(path: string) {
  const answers = deskAnswers('busy')
  const api = makeDeskApi({
    fetch: async (input, init) => {
      const to = String(input).split('?')[0] ?? ''
      if (init?.method === 'POST') {
        sent.push({ path: to, body: JSON.parse(String(init.body)) })
        return new Response(JSON.stringify({ made: 1, known: 2, added: 3, moved: 3, id: id(1) }))
      }
      const body = answers[to] ?? { problem: 'not-found' }
      return new Response(JSON.stringify(body), { status: answers[to] === undefined ? 404 : 200 })
    },
    onSignedOut: () => undefined,
  })
  const passkeys = { host: 'localhost', create: never, get: never }
  const now = () => Date.parse('2026-11-27T12:00:00Z')
  history.replaceState(null, '', path)
  render(<DeskApp ports={makeDeskPorts(api, { now, setupToken: '', expired: signal(false), passkeys })} />)
}
const heading = (name: string) => screen.findByRole('heading', { level: 1, name })
const give = async (text: string) => {
  const input = await screen.findByLabelText('Chọn tệp danh sách')
  Object.defineProperty(input, 'files', { configurable: true, value: [new File([text], 'ap-mau.csv')] })
  fireEvent.change(input)
}

describe('rounds at the desk', () => {
  test('say of those who are eligible who has it, and name the unknown beside it', async () => {
    at('/office/rounds')
    await heading('Lượt đi')
    await waitFor(() => expect(screen.getAllByText('12 / 20, 23 chưa biết').length).toBeGreaterThan(1))
    expect(screen.getAllByRole('link', { name: 'Ấp Mẫu' })[0]?.getAttribute('href')).toBe(hamlet)
  })

  test('name each bad row of a list, and take nothing of it', async () => {
    at(hamlet)
    await heading('Các nhà của Ấp Mẫu')
    await give('Số hộ,Họ tên,Ngày sinh,Số CCCD\n014,Thị Thử,31/2/1950,070050001234\n,Điểu 2,,\n')
    await screen.findByText('2 chỗ sai. Chưa đưa nhà nào vào. Sửa trong tệp rồi chọn lại.')
    const rows = screen.getAllByRole('row').map((row) => row.textContent)
    expect(rows).toContain('2Ngày sinhGhi như 12/5/1950, 5/1950 hoặc 1950.')
    expect(rows).toContain('3Họ tênGhi họ tên bằng chữ, không có số hay dấu lạ.')
    expect(screen.getByText('Không đọc các cột: Số CCCD')).toBeTruthy()
    expect(screen.queryByRole('button', { name: /vào danh sách/ })).toBeNull()
    expect(document.body.textContent).not.toContain('0700')
  })

  test('take a list that is in order, for the team that goes there', async () => {
    at(hamlet)
    await heading('Các nhà của Ấp Mẫu')
    await give('Số hộ,Họ tên\n030,Thị Thử\n')
    fireEvent.click(await screen.findByRole('button', { name: 'Đưa 1 nhà vào danh sách' }))
    await screen.findByText('Đã đưa vào 1 nhà mới. 2 nhà đã có từ trước: thêm 3 người mới, còn lại giữ nguyên.')
    expect(sent).toMatchObject([
      {
        path: `/api/desk/hamlets/${id(62)}/households`,
        body: { team: id(63), households: [{ number: '030', members: [{ name: 'Thị Thử' }] }] },
      },
    ])
  })

  test('say what a team has planned for that evening already, before it is planned anew', async () => {
    at(hamlet)
    await heading('Các nhà của Ấp Mẫu')
    fireEvent.input(await screen.findByLabelText('Ngày'), { target: { value: '28' } })
    await screen.findByText(/Tối này tổ đã có lịch: 2 nhà, Tình nguyện viên Thử Một/)
    fireEvent.input(screen.getByLabelText('Ngày'), { target: { value: '29' } })
    await waitFor(() => expect(screen.queryByText(/Tối này tổ đã có lịch/)).toBeNull())
  })

  test('go to another team all at once, after one more question', async () => {
    at(hamlet)
    await heading('Các nhà của Ấp Mẫu')
    const section = within(await screen.findByRole('region', { name: 'Tổ nào giữ danh sách các nhà này' }))
    expect(section.getByText('Tổ 2: 3 nhà')).toBeTruthy()
    fireEvent.click(section.getByLabelText(/Tổ 2/))
    expect(section.getByText('Tổ 2 đang giữ tất cả các nhà này.')).toBeTruthy()
    fireEvent.click(section.getByLabelText(/Tổ 1/))
    fireEvent.click(section.getByRole('button', { name: 'Chuyển 3 nhà sang Tổ 1' }))
    const question = within(await screen.findByRole('dialog', { name: 'Chuyển 3 nhà sang Tổ 1?' }))
    expect(question.getByText(/chưa gửi vẫn vào sổ/)).toBeTruthy()
    expect(sent).toEqual([])
    fireEvent.click(question.getByRole('button', { name: 'Chuyển' }))
    await section.findByText('Đã chuyển 3 nhà sang Tổ 1.')
    expect(sent).toEqual([{ path: `/api/desk/hamlets/${id(62)}/team`, body: { team: id(61) } }])
  })

  test('plan an evening in the order that somebody gave, without a house that is left out', async () => {
    at(hamlet)
    await heading('Các nhà của Ấp Mẫu')
    fireEvent.click(await screen.findByRole('button', { name: 'Đi sớm hơn: 021 Trần Ví Dụ' }))
    fireEvent.click(screen.getByRole('button', { name: 'Có đến 015 Lê Văn Thí Dụ' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Lên lịch cho 2 nhà' }))
    await screen.findByText(/Đã lên lịch tối 27\/11\/2026/)
    expect(sent[0]?.body).toMatchObject({
      unit: id(62),
      team: id(63),
      evening: '2026-11-27',
      households: [id(72), id(74)],
    })
  })
})
