import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const rate = 48_000
/** Seconds of silence, of beeps, of silence again: what a microphone hears, over and over. */
export const fakeVoiceSeconds = { before: 1, beeps: 2, after: 1.5 } as const

/** Short soft beeps of changing height: what stays the same a browser takes for noise and holds back. */
function sampleAt(at: number): number {
  const time = at / rate - fakeVoiceSeconds.before
  if (time < 0 || time >= fakeVoiceSeconds.beeps || time % 0.25 > 0.17) return 0
  const height = 300 + 90 * (Math.floor(time / 0.25) % 5)
  return 0.1 * Math.sin(2 * Math.PI * height * time)
}

function wav(): Buffer {
  const { before, beeps, after } = fakeVoiceSeconds
  const count = rate * (before + beeps + after)
  const file = Buffer.alloc(44 + 2 * count)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + 2 * count, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(rate, 24)
  file.writeUInt32LE(2 * rate, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(2 * count, 40)
  for (let at = 0; at < count; at++) file.writeInt16LE(Math.round(sampleAt(at) * 32_767), 44 + 2 * at)
  return file
}

/** A browser whose microphone hears beeps: they are no language's words. */
export function fakeVoiceArgs(): string[] {
  const path = join(mkdtempSync(join(tmpdir(), 'voice-')), 'beeps.wav')
  writeFileSync(path, wav())
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${path}`,
  ]
}
