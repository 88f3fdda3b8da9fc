import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { deviceVoice } from './DeviceVoice.ts'

class Utterance extends EventTarget {
  rate = 1
  lang = ''
  voice: unknown = null
  constructor(readonly text: string) {
    super()
  }
}

/** What of the browser's speech synthesis is used, with voices that may arrive late. */
class Synthesis extends EventTarget {
  voices: { lang: string; localService: boolean }[] = []
  readonly spoken: Utterance[] = []
  cancelled = 0
  getVoices = () => this.voices
  speak = (utterance: Utterance) => void this.spoken.push(utterance)
  cancel = () => {
    this.cancelled += 1
  }
}

let synthesis: Synthesis
// the few members that `deviceVoice` touches
const device = () => deviceVoice(synthesis as unknown as SpeechSynthesis)
const still = () => new AbortController().signal

beforeEach(() => {
  synthesis = new Synthesis()
  vi.stubGlobal('SpeechSynthesisUtterance', Utterance)
})
afterEach(() => vi.unstubAllGlobals())

it('uses a voice that works without a line, however Android writes its language', async () => {
  synthesis.voices = [
    { lang: 'vi-VN', localService: false },
    { lang: 'km_KH', localService: true },
    { lang: 'zh-HK', localService: true },
  ]
  const voice = device()
  expect(await voice.has('vi')).toBe(false)
  expect(await voice.has('km')).toBe(true)
  expect(await voice.has('zh')).toBe(true)
  expect(await voice.has('zh-hk')).toBe(true)
  const said = voice.say('chữ', 'km', 0.75, still())
  await expect.poll(() => synthesis.spoken.length).toBe(1)
  expect(synthesis.spoken[0]).toMatchObject({ text: 'chữ', lang: 'km_KH', rate: 0.75 })
  synthesis.spoken[0]?.dispatchEvent(new Event('end'))
  await said
  await expect(voice.say('x', 'vi', 1, still())).rejects.toThrow('no such voice')
})

it('waits a moment for voices that arrive after the page', async () => {
  const has = device().has('vi')
  synthesis.voices = [{ lang: 'vi_VN', localService: true }]
  synthesis.dispatchEvent(new Event('voiceschanged'))
  expect(await has).toBe(true)
})

it('looks again later on a device that had none, and gives up at once in a browser that cannot speak', async () => {
  vi.useFakeTimers()
  const voice = device()
  const first = voice.has('vi')
  await vi.advanceTimersByTimeAsync(2000)
  expect(await first).toBe(false)
  vi.useRealTimers()
  synthesis.voices = [{ lang: 'vi-VN', localService: true }]
  expect(await voice.has('vi')).toBe(true)
  expect(await deviceVoice(undefined).has('vi')).toBe(false)
})

it('falls silent when it is stopped, and says so when the device fails', async () => {
  synthesis.voices = [{ lang: 'vi-VN', localService: true }]
  const voice = device()
  const stop = new AbortController()
  const said = voice.say('một', 'vi', 1, stop.signal)
  await expect.poll(() => synthesis.spoken.length).toBe(1)
  stop.abort()
  await said
  expect(synthesis.cancelled).toBe(1)
  const failing = voice.say('hai', 'vi', 1, still())
  await expect.poll(() => synthesis.spoken.length).toBe(2)
  synthesis.spoken[1]?.dispatchEvent(Object.assign(new Event('error'), { error: 'synthesis-failed' }))
  await expect(failing).rejects.toThrow('synthesis-failed')
})
