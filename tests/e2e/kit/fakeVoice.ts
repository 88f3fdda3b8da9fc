import { microphoneArgs, wavRate } from './microphoneArgs.ts'

/** Seconds of silence, of beeps, of silence again: what a microphone hears, over and over. */
export const fakeVoiceSeconds = { before: 1, beeps: 2, after: 1.5 } as const

/** Short soft beeps of changing height: what stays the same a browser takes for noise and holds back. */
function sampleAt(at: number): number {
  const time = at / wavRate - fakeVoiceSeconds.before
  if (time < 0 || time >= fakeVoiceSeconds.beeps || time % 0.25 > 0.17) return 0
  const height = 300 + 90 * (Math.floor(time / 0.25) % 5)
  return 0.1 * Math.sin(2 * Math.PI * height * time)
}

/** A browser whose microphone hears beeps: they are no language's words. */
export function fakeVoiceArgs(): string[] {
  const { before, beeps, after } = fakeVoiceSeconds
  return microphoneArgs(Float32Array.from({ length: wavRate * (before + beeps + after) }, (_, at) => sampleAt(at)))
}
