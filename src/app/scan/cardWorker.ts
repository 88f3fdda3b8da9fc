import { parseCardQr } from '../../domain/cardQr.ts'
import type { CitizenCard } from '../../domain/citizenCard.ts'
import { type LookJob, readCodes } from './readCodes.ts'

/** What was seen: a card's fields, a code that is none of a card, or no code. The code's own text never leaves the worker. */
export type Look = { kind: 'card'; card: CitizenCard } | { kind: 'other' } | { kind: 'nothing' } | { kind: 'failed' }

/** The two parts of a worker's global that this file uses; the page's types do not have them. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<LookJob>) => void) | null
  postMessage(message: Look): void
}
declare const self: WorkerScope & typeof globalThis

async function lookAt(picture: ImageBitmap | ImageData): Promise<Look> {
  const codes = await readCodes(picture)
  const [card] = codes.flatMap((text) => parseCardQr(text) ?? [])
  if (card) return { kind: 'card', card }
  return { kind: codes.length === 0 ? 'nothing' : 'other' }
}

/** Finding and reading codes off the page, so that the screen goes on moving. */
self.onmessage = async ({ data: { picture } }) => {
  try {
    self.postMessage(await lookAt(picture))
  } catch {
    self.postMessage({ kind: 'failed' })
  }
}
