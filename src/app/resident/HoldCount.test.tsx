// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startI18n } from '../i18n/i18n.ts'
import * as vietnamese from '../i18n/tabletVi.ts'
import { makeVoice } from '../i18n/voice/makeVoice.ts'
import { HoldCount } from './HoldCount.tsx'
import { VoiceContext } from './voiceContext.ts'

beforeEach(async () => {
  const lazy = async () => ({ messages: vietnamese.messages })
  await startI18n({ bundled: vietnamese.messages, lazy: { vi: lazy, en: lazy } })
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  cleanup()
})

const pass = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms)
  })
const second = () => pass(1000)

test('what is held still is counted down, large and aloud, and the end is said', async () => {
  const heard: string[] = []
  const voice = makeVoice({
    clips: async () => null,
    play: async () => undefined,
    device: { has: async () => true, say: async (text) => void heard.push(text) },
  })
  render(
    <VoiceContext.Provider value={voice}>
      <HoldCount seconds={3} />
    </VoiceContext.Provider>,
  )
  fireEvent.click(screen.getByRole('button', { name: 'Đếm 3 giây' }))
  await pass(0)
  expect(screen.getByText('3')).toBeTruthy()
  expect(screen.getByText('Giữ yên')).toBeTruthy()
  await second()
  expect(screen.getByText('2')).toBeTruthy()
  await second()
  await second()
  expect(screen.getByText('Đủ rồi. Nhìn xem máy đã nhận chưa.')).toBeTruthy()
  expect(heard).toEqual(['3', '2', '1'])
  await pass(2500)
  expect(screen.getByRole('button', { name: 'Đếm 3 giây' })).toBeTruthy()
})
