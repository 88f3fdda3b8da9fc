/** Where somebody speaks in a recording, and by how much it must be raised (or lowered) to be as loud as others. */
export interface SoundSpan {
  /** seconds */
  readonly from: number
  readonly to: number
  readonly gainDb: number
}

const frameSeconds = 0.02
/** Kept before and after what is heard: a soft first sound is below what counts as heard. */
const before = 0.2
const after = 0.3
/** Below this nobody spoke: the hiss of a microphone that is held to nothing. */
const silenceDb = -55
/** Speech at this level, its peaks below full scale, is loud enough for a tablet's small speaker. */
const targetDb = -20
const highestPeakDb = -1
const maxGainDb = 20

const db = (value: number) => 20 * Math.log10(Math.max(value, 1e-6))
const part = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? silenceDb
const powerOf = (samples: Float32Array) =>
  samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length)

/** @returns null where nothing is heard at all */
export function soundSpan(samples: Float32Array, rate: number): SoundSpan | null {
  const size = Math.round(rate * frameSeconds)
  const powers = Array.from({ length: Math.floor(samples.length / size) }, (_, at) =>
    powerOf(samples.subarray(at * size, (at + 1) * size)),
  )
  const levels = powers.map((power) => db(Math.sqrt(power)))
  const sorted = [...levels].sort((a, b) => a - b)
  const loud = part(sorted, 0.95)
  if (levels.length === 0 || loud < silenceDb) return null
  // above the room, and not so far above that only shouts count where nobody was ever silent
  const bar = Math.max(silenceDb, Math.min(part(sorted, 0.1) + 10, loud - 15))
  const isHeard = levels.map((level) => level >= bar)
  const [first, last] = [isHeard.indexOf(true), isHeard.lastIndexOf(true)]
  const heard = powers.filter((_, at) => isHeard[at])
  const speechDb = db(Math.sqrt(heard.reduce((sum, power) => sum + power, 0) / Math.max(1, heard.length)))
  const peakDb = db(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0))
  return {
    from: Math.max(0, first * frameSeconds - before),
    to: Math.min(samples.length / rate, (last + 1) * frameSeconds + after),
    gainDb: Math.max(-maxGainDb, Math.min(targetDb - speechDb, highestPeakDb - peakDb, maxGainDb)),
  }
}
