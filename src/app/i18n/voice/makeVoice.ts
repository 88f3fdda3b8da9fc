import { signal } from '@preact/signals'
import { type Reader, vietnamese } from '../reader.ts'
import type { ClipSource, PlayClip } from './ClipVoice.ts'
import type { DeviceVoice } from './DeviceVoice.ts'
import { speakable, withoutNamesBeside } from './speakable.ts'
import type { Utterance, VoicePort, VoiceState } from './VoicePort.ts'

/** Languages that a device may have a voice for, by the code that a resident chose. */
const deviceTags: Readonly<Record<string, string>> = { vie: 'vi', eng: 'en', khm: 'km', cmn: 'zh', yue: 'zh-hk' }

const slowRate = 0.75

/** How one utterance will be said, or null where it cannot be. */
interface Plan {
  readonly fellBack: boolean
  run(rate: number, stop: AbortSignal): Promise<void>
}

interface Outside {
  readonly clips: ClipSource
  readonly play: PlayClip
  readonly device: DeviceVoice
}

/** The voice of the resident screens over recorded clips and the device's own voices. */
export function makeVoice({ clips, play, device }: Outside): VoicePort {
  const state = signal<VoiceState>({ kind: 'quiet' })
  const follows = signal(false)
  const slow = signal(false)
  let running = new AbortController()

  async function planIn(reader: Reader, { sound, words }: Utterance): Promise<Plan['run'] | null> {
    const clip = await clips(reader.code, sound)
    if (clip) return (rate, stop) => play(clip, rate, stop)
    const text = reader.text === null ? undefined : words[reader.text]
    const tag = deviceTags[reader.code]
    if (text === undefined || tag === undefined || !(await device.has(tag))) return null
    const bare = reader.text === 'km' || reader.text === 'zh' ? withoutNamesBeside(text) : text
    return (rate, stop) => device.say(speakable(bare), tag, rate, stop)
  }

  async function plan(reader: Reader, utterance: Utterance): Promise<Plan | null> {
    const own = await planIn(reader, utterance)
    if (own) return { fellBack: false, run: own }
    const fallback = reader.code === vietnamese.code ? null : await planIn(vietnamese, utterance)
    return fallback && { fellBack: true, run: fallback }
  }

  /** Ends what is being said; what begins now has the turn. */
  function takeTurn(): AbortSignal {
    running.abort()
    running = new AbortController()
    return running.signal
  }

  async function speak(what: readonly Utterance[], reader: Reader): Promise<void> {
    const turn = takeTurn()
    const plans = await Promise.all(what.map((one) => plan(reader, one)))
    const said = plans.flatMap((one) => one ?? [])
    for (const one of said) {
      if (turn.aborted) return
      state.value = { kind: 'speaking', fellBack: one.fellBack }
      try {
        await one.run(slow.value ? slowRate : 1, turn)
      } catch {
        if (!turn.aborted) state.value = { kind: 'mute' }
        return
      }
    }
    if (!turn.aborted) state.value = { kind: said.length > 0 ? 'quiet' : 'mute' }
  }

  return {
    state,
    follows,
    slow,
    async say(what, reader) {
      follows.value = true
      await speak(what, reader)
    },
    stop() {
      follows.value = false
      takeTurn()
      state.value = { kind: 'quiet' }
    },
    setSlow(value) {
      slow.value = value
    },
    async count(value, reader) {
      if (state.value.kind === 'speaking') return
      const number = String(value)
      await speak([{ sound: `count/n${number}`, words: { vi: number, en: number, km: number, zh: number } }], reader)
    },
  }
}
