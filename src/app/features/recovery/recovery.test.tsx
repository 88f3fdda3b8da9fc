// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact'
import type { ComponentType } from 'preact'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { now, sampleProgress } from '../../../../tests/looks/deskSamples.ts'
import { DeskProblem } from '../../desk/DeskProblem.ts'
import { deskLocales } from '../../desk/deskLocales.ts'
import { startI18n, textsReady } from '../../i18n/i18n.ts'
import { BackupsStep } from './BackupsStep.tsx'
import type { Drill, SetupProgress } from './careAnswers.ts'
import { CareContext, type CarePort } from './carePort.ts'
import { DrillStep } from './DrillStep.tsx'
import { SheetStep } from './SheetStep.tsx'
import type { StepProps } from './StepProps.ts'

beforeAll(async () => {
  await startI18n(deskLocales)
  await waitFor(() => expect(textsReady.value).toBe(true))
})
afterEach(cleanup)

const share = (number: number) => Array.from({ length: 16 }, (_, at) => `${number}AB${at % 10}`).join(' ')
const sheet = {
  sheet: 'abcd1234',
  hub: '0123456789abcdef',
  madeAt: now,
  shares: [1, 2, 3].map((number) => ({ number, text: share(number) })),
}
const proved: Drill = { ok: true, sheet: 'abcd1234', taken: true, backup: null, trouble: null }

function draw(Step: ComponentType<StepProps>, part: Partial<SetupProgress> = {}, care: Partial<CarePort> = {}) {
  const port: CarePort = {
    progress: async () => sampleProgress,
    newSheet: vi.fn(async () => sheet),
    drill: vi.fn(async () => proved),
    now: () => now,
    ...care,
  }
  const onHold = vi.fn()
  render(
    <CareContext.Provider value={port}>
      <Step progress={{ ...sampleProgress, ...part }} onChanged={async () => undefined} onHold={onHold} />
    </CareContext.Provider>,
  )
  return { port, onHold }
}
const waiting: Partial<SetupProgress> = {
  facts: { ...sampleProgress.facts, sheet: { inUse: false, waits: true, proved: 'none' } },
}
const make = () => fireEvent.click(screen.getByRole('button', { name: 'Làm tờ khôi phục' }))

it('shows the shares once, holds the page until they were printed, and drops them when the page goes', async () => {
  const print = vi.fn()
  vi.stubGlobal('print', print)
  const { port, onHold } = draw(SheetStep)
  make()
  expect(await screen.findByText('Ghi mật khẩu.')).toBeTruthy()
  expect(port.newSheet).not.toHaveBeenCalled()
  fireEvent.input(screen.getByLabelText('Mật khẩu của anh, chị'), { target: { value: 'lua-tre-nui' } })
  make()
  expect(await screen.findByText(/3AB5/)).toBeTruthy()
  expect(onHold.mock.calls).toEqual([[true]])
  const leaving = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(leaving)
  expect(leaving.defaultPrevented, 'the browser asks').toBe(true)
  fireEvent.click(screen.getByRole('button', { name: 'In tờ khôi phục' }))
  expect([print.mock.calls.length, onHold.mock.calls.at(-1)]).toEqual([1, [false]])
  window.dispatchEvent(new Event('pagehide'))
  await waitFor(() => expect(document.body.innerHTML).not.toContain('AB5'))
  vi.unstubAllGlobals()
})

it('says a wrong password, and shows nothing', async () => {
  draw(SheetStep, {}, { newSheet: () => Promise.reject(new DeskProblem('wrong-login')) })
  fireEvent.input(screen.getByLabelText('Mật khẩu của anh, chị'), { target: { value: 'sai' } })
  make()
  expect(await screen.findByText(/mật khẩu chưa đúng/)).toBeTruthy()
})

it('shows no sheet over a plain line or of a hub of many communes, and says what to do instead', () => {
  draw(SheetStep, { mayShowShares: 'plain-line' })
  expect(screen.getByText(/đường chưa bảo vệ/)).toBeTruthy()
  expect(screen.getByDisplayValue(/recovery-sheet --out/)).toBeTruthy()
  cleanup()
  draw(DrillStep, { ...waiting, mayShowShares: 'many-communes' })
  expect(screen.getByText(/giữ nhiều xã/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Thử hai mảnh' })).toBeNull()
})

it('names the share that is wrong, then exactly what was proved and what was not', async () => {
  const drill = vi
    .fn<CarePort['drill']>()
    .mockResolvedValueOnce({ ok: false, code: 'share-typo', data: { place: 2 } })
    .mockResolvedValueOnce(proved)
  draw(DrillStep, waiting, { drill })
  const type = (number: number) =>
    fireEvent.input(screen.getByLabelText(`Mảnh thứ ${number}`), { target: { value: share(number) } })
  const prove = () => fireEvent.click(screen.getByRole('button', { name: 'Thử hai mảnh' }))
  prove()
  expect((await screen.findByRole('alert')).querySelectorAll('li')).toHaveLength(2)
  type(1)
  type(3 - 1)
  prove()
  const wrong = await screen.findByRole('link', { name: /Mảnh thứ 2 có chỗ gõ sai/ })
  expect(wrong.getAttribute('href')).toBe('#share-2')
  prove()
  expect(await screen.findByText(/ghép đúng chìa khóa của tờ abcd1234/)).toBeTruthy()
  expect(screen.getByText(/Tờ này có hiệu lực từ bây giờ/)).toBeTruthy()
  expect(screen.getByText(/Chưa chứng minh: chưa mở thử bản sao nào/)).toBeTruthy()
  // what was typed is nowhere any more
  expect(document.body.innerHTML).not.toContain('2AB5')
})

it('tells how to set a folder for backups, in the words of the hub’s own machine', () => {
  draw(BackupsStep)
  expect(screen.getByDisplayValue(/^BACKUP_DIR=.* npm start$/)).toBeTruthy()
  cleanup()
  draw(BackupsStep, { hub: { ...sampleProgress.hub, system: 'windows' } })
  expect(screen.getByDisplayValue(/^set "BACKUP_DIR=E:/)).toBeTruthy()
})
