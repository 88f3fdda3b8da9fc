import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The ways in which Chromium, V8 and PostgreSQL write a text down. */
const writings = (marker: string): Buffer[] => [
  Buffer.from(marker, 'utf8'),
  Buffer.from(marker, 'utf16le'),
  Buffer.from(Buffer.from(marker, 'utf8').toString('base64').replace(/=+$/, '').slice(0, -2)),
  Buffer.from(encodeURIComponent(marker)),
]

function* filesOf(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesOf(path)
    else if (entry.isFile()) yield path
  }
}

/** Which of these texts stand in these bytes, in any way of writing. */
export const markersIn = (bytes: Buffer, markers: readonly string[]): string[] =>
  markers.filter((marker) => writings(marker).some((writing) => bytes.includes(writing)))

/** Every file below a folder that holds one of these texts, as `file: marker`. */
export function huntFolder(folder: string, markers: readonly string[]): string[] {
  return [...filesOf(folder)].flatMap((path) =>
    markersIn(readFileSync(path), markers).map((marker) => `${path.slice(folder.length)}: ${marker}`),
  )
}
