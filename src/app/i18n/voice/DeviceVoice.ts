/** The device's own voices, as far as they work without a line. */
export interface DeviceVoice {
  /** Whether one reads this language (BCP 47), e.g. `vi`. */
  has(language: string): Promise<boolean>
  /** Resolves when it was said or stopped; rejects when the device cannot. */
  say(text: string, language: string, rate: number, stop: AbortSignal): Promise<void>
}

/** Voices often arrive a moment after the page; a device without any never says so. */
const patienceMs = 1500

/** Android writes `vi_VN`. */
const tagOf = (voice: SpeechSynthesisVoice) => voice.lang.replace('_', '-').toLowerCase()

const fits = (voice: SpeechSynthesisVoice, language: string) =>
  voice.localService && (tagOf(voice) === language || tagOf(voice).startsWith(`${language}-`))

/** Over the browser's speech synthesis; a browser without it has no voice. */
export function deviceVoice(synthesis: SpeechSynthesis | undefined = globalThis.speechSynthesis): DeviceVoice {
  let voices: Promise<readonly SpeechSynthesisVoice[]> | null = null

  const listed = () => {
    voices ??= new Promise<readonly SpeechSynthesisVoice[]>((resolve) => {
      const now = synthesis?.getVoices() ?? []
      if (!synthesis || now.length > 0) return resolve(now)
      const done = () => {
        synthesis.removeEventListener('voiceschanged', done)
        clearTimeout(timer)
        resolve(synthesis.getVoices())
      }
      const timer = setTimeout(done, patienceMs)
      synthesis.addEventListener('voiceschanged', done)
    }).then((found) => {
      // none yet: somebody may install one
      if (found.length === 0) voices = null
      return found
    })
    return voices
  }

  return {
    has: async (language) => (await listed()).some((voice) => fits(voice, language)),
    async say(text, language, rate, stop) {
      const voice = (await listed()).find((one) => fits(one, language))
      if (!synthesis || !voice) throw new Error('no such voice')
      if (stop.aborted) return
      const utterance = new SpeechSynthesisUtterance(text)
      utterance.voice = voice
      utterance.lang = voice.lang
      utterance.rate = rate
      await new Promise<void>((resolve, reject) => {
        stop.addEventListener('abort', () => {
          synthesis.cancel()
          resolve()
        })
        utterance.addEventListener('end', () => resolve())
        utterance.addEventListener('error', ({ error }) =>
          error === 'canceled' || error === 'interrupted' ? resolve() : reject(new Error(error)),
        )
        synthesis.speak(utterance)
      })
    },
  }
}
