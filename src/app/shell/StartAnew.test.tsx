// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { IDBFactory, IDBOpenDBRequest } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startI18n, textsReady } from '../i18n/i18n.ts'
import { tabletLocales } from '../i18n/tabletLocales.ts'
import { isUnreadable } from '../storage/db/startAnew.ts'
import { StartAnew } from './StartAnew.tsx'

let disk: IDBFactory
const names = async () => (await disk.databases()).map(({ name }) => name)

beforeEach(async () => {
  await startI18n(tabletLocales)
  await waitFor(() => expect(textsReady.value).toBe(true))
  disk = new IDBFactory()
})
afterEach(cleanup)

const make = () =>
  new Promise<void>((resolve) => {
    const opening = disk.open('tram-so', 40)
    opening.onupgradeneeded = () => opening.result.createObjectStore('meta').put('a', 'b')
    opening.onsuccess = () => {
      opening.result.close()
      resolve()
    }
  })

/** A browser that answers with this error, as Chromium does where its files are damaged, or the disk is full. */
function failing(name: string) {
  const request = new IDBOpenDBRequest()
  Object.defineProperty(request, 'error', { value: new DOMException('', name) })
  queueMicrotask(() => request.onerror?.(new Event('error')))
  return request
}

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }))

it('is offered only where the browser cannot read the database, and makes none by asking (fault 8)', async () => {
  expect(await isUnreadable(disk, 'tram-so')).toBe(false)
  expect(await names()).toEqual([])
  await make()
  expect(await isUnreadable(disk, 'tram-so')).toBe(false)
  const open = vi.spyOn(disk, 'open')
  open.mockImplementation(() => failing('QuotaExceededError'))
  expect(await isUnreadable(disk, 'tram-so'), 'a full disk is no damage').toBe(false)
  open.mockImplementation(() => failing('UnknownError'))
  expect(await isUnreadable(disk, 'tram-so')).toBe(true)
})

it('asks twice, says what is lost first, and throws away only then', async () => {
  await make()
  vi.spyOn(disk, 'open').mockImplementation(() => failing('UnknownError'))
  const onDone = vi.fn()
  render(<StartAnew idb={disk} onDone={onDone} />)
  fireEvent.click(await screen.findByRole('button', { name: 'Làm lại máy này từ đầu' }))
  const asked = () => within(screen.getByRole('dialog'))
  expect(asked().getByText(/^Mất: mọi việc trên máy chưa gửi về xã/)).toBeTruthy()
  expect(asked().getByText(/cán bộ xã ghi tên lại/)).toBeTruthy()
  press('Tôi hiểu, tiếp tục')
  expect(asked().getByText(/Đây là lần hỏi cuối/)).toBeTruthy()
  press('Giữ nguyên')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(await names()).toEqual(['tram-so'])

  press('Làm lại máy này từ đầu')
  expect(screen.queryByRole('button', { name: 'Xóa và làm lại' }), 'asked from the start again').toBeNull()
  press('Tôi hiểu, tiếp tục')
  press('Xóa và làm lại')
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce())
  expect(await names()).toEqual([])
})

it('says when the browser will not delete it either', async () => {
  vi.spyOn(disk, 'open').mockImplementation(() => failing('UnknownError'))
  vi.spyOn(disk, 'deleteDatabase').mockImplementation(() => failing('UnknownError'))
  const onDone = vi.fn()
  render(<StartAnew idb={disk} onDone={onDone} />)
  fireEvent.click(await screen.findByRole('button', { name: 'Làm lại máy này từ đầu' }))
  press('Tôi hiểu, tiếp tục')
  press('Xóa và làm lại')
  expect(await screen.findByText(/Trình duyệt chưa xóa được/)).toBeTruthy()
  expect(onDone).not.toHaveBeenCalled()
})
