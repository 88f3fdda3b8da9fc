import { vi } from 'vitest'

/** A device with a Vietnamese voice that works without a line; it says everything at once, or never comes to an end. Gives what it says. */
export function vietnameseVoice(ends = true): string[] {
  const heard: string[] = []
  class Utterance extends EventTarget {
    constructor(readonly text: string) {
      super()
    }
  }
  vi.stubGlobal('SpeechSynthesisUtterance', Utterance)
  vi.stubGlobal('speechSynthesis', {
    getVoices: () => [
      { lang: 'vi_VN', localService: true },
      { lang: 'en-US', localService: false },
    ],
    cancel: () => undefined,
    speak: (utterance: Utterance) => {
      heard.push(utterance.text)
      if (ends) utterance.dispatchEvent(new Event('end'))
    },
  })
  return heard
}
