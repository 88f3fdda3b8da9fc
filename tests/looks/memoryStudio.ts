import { signal } from '@preact/signals'
import type { OwnSentence, StudioSentence, StudioWorkPort } from '../../src/app/storage/ports.ts'

/** The studio of a tablet in memory: what is handed on waits for a line that never comes. */
export function memoryStudio(now: () => number, before: readonly OwnSentence[] = []): StudioWorkPort {
  const list = signal(before)
  const sounds = new Map<string, Uint8Array>()
  const nameOf = ({ language, kind, key }: StudioSentence) => `${language} ${kind} ${key}`
  const others = (sentence: StudioSentence) => list.value.filter((one) => nameOf(one) !== nameOf(sentence))
  return {
    list,
    async keepTake({ language, kind, key }, { title, speaker, sound }) {
      const own: OwnSentence = { language, kind, key, title, speaker, text: '', at: now(), state: 'kept' }
      sounds.set(nameOf(own), sound)
      list.value = [...others(own), own]
    },
    async keepText({ language, kind, key }, text) {
      const own: OwnSentence = { language, kind, key, title: key, speaker: '', text, at: now(), state: 'kept' }
      list.value = text === '' ? others(own) : [...others(own), own]
    },
    async sound(sentence) {
      return sounds.get(nameOf(sentence)) ?? null
    },
    async send(sentence) {
      sounds.delete(nameOf(sentence))
      list.value = list.value.map((one) => (nameOf(one) === nameOf(sentence) ? { ...one, state: 'waiting' } : one))
    },
  }
}
