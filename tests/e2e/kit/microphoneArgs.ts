import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const wavRate = 48_000

/** One channel of 16 bits as a WAV file; samples from -1 to 1. */
function wavOf(samples: Float32Array): Buffer {
  const file = Buffer.alloc(44 + 2 * samples.length)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + 2 * samples.length, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(wavRate, 24)
  file.writeUInt32LE(2 * wavRate, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(2 * samples.length, 40)
  samples.forEach((sample, at) => {
    file.writeInt16LE(Math.round(sample * 32_767), 44 + 2 * at)
  })
  return file
}

/** A browser whose microphone hears these samples, over and over. */
export function microphoneArgs(samples: Float32Array): string[] {
  const path = join(mkdtempSync(join(tmpdir(), 'voice-')), 'voice.wav')
  writeFileSync(path, wavOf(samples))
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${path}`,
  ]
}
