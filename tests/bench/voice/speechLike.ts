import { wavRate } from '../../e2e/kit/microphoneArgs.ts'

/** Formants of five vowels, Hz. */
const vowels = [
  [730, 1090, 2440],
  [270, 2290, 3010],
  [570, 840, 2410],
  [530, 1840, 2480],
  [300, 870, 2240],
] as const

/** A repeatable number between 0 and 1. */
function seeded(seed: number) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** What lets one formant through, sample by sample. */
class Formant {
  private one = 0
  private two = 0

  through(sample: number, hz: number): number {
    const radius = Math.exp((-Math.PI * 90) / wavRate)
    const out =
      (1 - radius) * sample + 2 * radius * Math.cos((2 * Math.PI * hz) / wavRate) * this.one - radius ** 2 * this.two
    this.two = this.one
    this.one = out
    return out
  }
}

/**
 * Babble that is no language's words and costs a codec what speech does: a pulse as a larynx makes it, through the formants of vowels
 * that change four times a second, a hiss before each syllable, and a pause every few.
 */
export function speechLike(seconds: number, seed = 7): Float32Array {
  const random = seeded(seed)
  const out = new Float32Array(seconds * wavRate)
  const formants = [new Formant(), new Formant(), new Formant()]
  let phase = 0
  let at = 0
  for (let syllable = 1; at < out.length; syllable++) {
    const vowel = vowels[Math.floor(random() * vowels.length)] ?? vowels[0]
    const length = Math.round(wavRate * (0.18 + 0.12 * random()))
    const hiss = Math.round(wavRate * (0.03 + 0.05 * random()))
    const [from, to] = [110 + 60 * random(), 110 + 60 * random()]
    for (let i = 0; i < length && at < out.length; i++, at++) {
      const part = i / length
      phase += (from + (to - from) * part) / wavRate
      const pulse = Math.max(0, Math.sin(2 * Math.PI * phase)) ** 8 - 0.2
      const voiced = formants.reduce((sum, formant, k) => sum + formant.through(pulse, vowel[k] ?? 500) / (k + 1), 0)
      const breath = i < hiss ? 0.06 * (random() - 0.5) : 0.004 * (random() - 0.5)
      out[at] = 0.5 * voiced * Math.sin(Math.PI * part) ** 0.5 + breath
    }
    if (syllable % 6 === 0) at += Math.round(wavRate * (0.15 + 0.2 * random()))
  }
  const power = out.reduce((sum, sample) => sum + sample * sample, 0) / out.length
  const gain = 0.1 / Math.sqrt(power)
  return out.map((sample) => Math.max(-1, Math.min(1, gain * sample)))
}
