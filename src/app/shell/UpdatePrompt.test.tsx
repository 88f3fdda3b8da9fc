// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { setLanguage, startI18n } from '../i18n/i18n.ts'
import { tabletLocales } from '../i18n/tabletLocales.ts'
import { WatchedValue } from '../storage/platform/WatchedValue.ts'
import type { UpdateState } from './UpdatePort.ts'
import { UpdatePrompt } from './UpdatePrompt.tsx'

beforeEach(async () => {
  await startI18n(tabletLocales)
  await setLanguage('vi')
})
afterEach(cleanup)

test('says that it is changing, from the tap until the page is loaded anew, and can be put out of the way', () => {
  const state = new WatchedValue<UpdateState>('none')
  const reload = vi.fn()
  render(<UpdatePrompt update={{ state, apply: () => state.set('changing'), reload, look: () => undefined }} />)
  expect(screen.queryByRole('status')).toBeNull()
  act(() => state.set('ready'))
  fireEvent.click(screen.getByRole('button', { name: 'Dùng bản mới' }))
  expect(screen.getByRole('status').textContent).toContain('Đang đổi sang bản mới. Trang sẽ tự mở lại.')
  expect(screen.queryByRole('button', { name: 'Dùng bản mới' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Đóng' }))
  expect(screen.queryByRole('status')).toBeNull()
  expect(reload).not.toHaveBeenCalled()
  act(() => state.set('changed'))
  expect(reload).toHaveBeenCalledOnce()
})

test('a newer app that takes over while somebody is in a case is loaded when they are home again', () => {
  const state = new WatchedValue<UpdateState>('changing')
  const reload = vi.fn()
  const update = { state, apply: () => undefined, reload, look: () => undefined }
  const { unmount } = render(<UpdatePrompt update={update} />)
  unmount()
  state.set('changed')
  expect(reload).not.toHaveBeenCalled()
  render(<UpdatePrompt update={update} />)
  expect(reload).toHaveBeenCalledOnce()
})
