// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { vietnamese } from '../reader.ts'
import type { DeviceVoice } from './DeviceVoice.ts'
import { makeVoice } from './makeVoice.ts'
import { speakable } from './speakable.ts'
import type { Utterance } from './VoicePort.ts'

const stieng = { code: 'sti', text: null } as const
const khmer = { code: 'khm', text: 'km' } as const
const english = { code: 'eng', text: 'en' } as const

const step: Utterance = { sound: 'mau/one', words: { vi: 'Làm một việc.', en: 'Do one thing.' } }
const other: Utterance = { sound: 'mau/two', words: { vi: 'Việc thứ hai.' } }

interface Options {
  /** `language/sound` of what was recorded */
  recorded?: readonly string[]
  voices?: readonly string[]
}

/** A voice whose sentences end when the test says so. */
function listen({ recorded = [], voices = ['vi'] }: Options) {
  const heard: string[] = []
  let end: () => void = () => undefined
  let broken = false
  const hear = (line: string, stop: AbortSignal) => {
    if (broken) return Promise.reject(new Error('broken'))
    heard.push(line)
    return new Promise<void>((resolve) => {
      end = resolve
      stop.addEventListener('abort', () => resolve())
    })
  }
  const device: DeviceVoice = {
    has: async (language) => voices.includes(language),
    say: (text, language, rate, stop) => hear(`${language} ${rate} ${text}`, stop),
  }
  const voice = makeVoice({
    clips: async (language, sound) =>
      recorded.includes(`${language}/${sound}`) ? new Blob([`${language}/${sound}`]) : null,
    play: async (clip, rate, stop) => hear(`clip ${rate} ${await clip.text()}`, stop),
    device,
  })
  return {
    voice,
    heard,
    end: () => end(),
    breakDown: () => {
      broken = true
    },
  }
}

const until = (look: () => boolean) => expect.poll(look).toBe(true)

it('plays what was recorded in the language, before the device reads it', async () => {
  const { voice, heard, end } = listen({ recorded: ['vie/mau/one'] })
  const said = voice.say([step], vietnamese)
  await until(() => heard.length === 1)
  expect(heard).toEqual(['clip 1 vie/mau/one'])
  expect(voice.state.value).toEqual({ kind: 'speaking', fellBack: false })
  end()
  await said
  expect(voice.state.value).toEqual({ kind: 'quiet' })
})

it('lets the device read what nobody recorded, in the language that was asked for', async () => {
  const { voice, heard, end } = listen({ voices: ['vi', 'en'] })
  const said = voice.say([step], english)
  await until(() => heard.length === 1)
  expect(heard).toEqual(['en 1 Do one thing.'])
  expect(voice.state.value).toEqual({ kind: 'speaking', fellBack: false })
  end()
  await said
})

it.each([
  ['a language of sound and pictures without a clip', stieng, ['vi']],
  ['Khmer that nobody has written, on a device that could read it', khmer, ['vi', 'km']],
  ['a language that the device has no voice for', english, ['vi']],
])('reads Vietnamese and says so: %s', async (_, reader, voices) => {
  const { voice, heard, end } = listen({ voices })
  const said = voice.say([step], reader)
  await until(() => heard.length === 1)
  expect(heard).toEqual(['vi 1 Làm một việc.'])
  expect(voice.state.value).toEqual({ kind: 'speaking', fellBack: true })
  end()
  await said
})

it('reads a translation without the Vietnamese names beside its words, for a voice that cannot say them', async () => {
  const { voice, heard } = listen({ voices: ['vi', 'zh'] })
  const words = { vi: 'Ra công an xã.', zh: '到乡公安（công an xã）。看 OTP（3 次）。' }
  void voice.say([{ sound: 'mau/three', words }], { code: 'cmn', text: 'zh' })
  await until(() => heard.length === 1)
  expect(heard).toEqual(['zh 1 到乡公安。看 O T P（3 次）。'])
})

it('says that it is mute where there is neither a clip nor a Vietnamese voice', async () => {
  const { voice, heard } = listen({ voices: [] })
  await voice.say([step], stieng)
  expect(heard).toEqual([])
  expect(voice.state.value).toEqual({ kind: 'mute' })
})

it('says that it is mute when the device breaks down in the middle', async () => {
  const { voice, breakDown } = listen({})
  breakDown()
  await voice.say([step], vietnamese)
  expect(voice.state.value).toEqual({ kind: 'mute' })
})

it('says one after the other, slower when asked to, and stops at once', async () => {
  const { voice, heard, end } = listen({})
  voice.setSlow(true)
  const said = voice.say([step, other], vietnamese)
  await until(() => heard.length === 1)
  end()
  await until(() => heard.length === 2)
  expect(heard).toEqual(['vi 0.75 Làm một việc.', 'vi 0.75 Việc thứ hai.'])
  expect(voice.follows.value).toBe(true)
  voice.stop()
  await said
  expect(voice.state.value).toEqual({ kind: 'quiet' })
  expect(voice.follows.value).toBe(false)
})

it('ends what it says when something new is to be said', async () => {
  const { voice, heard, end } = listen({})
  const first = voice.say([step, other], vietnamese)
  await until(() => heard.length === 1)
  const second = voice.say([other], vietnamese)
  await until(() => heard.length === 2)
  expect(heard[1]).toBe('vi 1 Việc thứ hai.')
  await first
  end()
  await second
  expect(voice.state.value).toEqual({ kind: 'quiet' })
})

it('counts aloud, but over nothing that is being said', async () => {
  const { voice, heard, end } = listen({})
  const said = voice.say([step], vietnamese)
  await until(() => heard.length === 1)
  await voice.count(5, vietnamese)
  end()
  await said
  const count = voice.count(4, vietnamese)
  await until(() => heard.length === 2)
  end()
  await count
  expect(heard).toEqual(['vi 1 Làm một việc.', 'vi 1 4'])
})

it.each(['070185000001', '0701 8500 0001', '070-185-000-001', '070.185.000.001', '285123456', '0912 345 678'])(
  'never says a number that may be somebody’s: %s',
  (number) => {
    expect(speakable(`Số ${number} đây`)).not.toMatch(/\d/)
  },
)

it('says the hotline digit by digit and spells what is typed', () => {
  expect(speakable('Gọi 1900.0368, soạn TTTB gửi 1414 trong 7 ngày.')).toBe(
    'Gọi 1 9 0 0 0 3 6 8, soạn T T T B gửi 1414 trong 7 ngày.',
  )
})
