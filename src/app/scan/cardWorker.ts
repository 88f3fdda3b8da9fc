import { parseCardQr } from '../../domain/cardQr.ts'
import type { CitizenCard } from '../../domain/citizenCard.ts'
import type { Look, LookJob } from './Look.ts'
import { readCodes } from './readCodes.ts'

/** The two parts of a worker's global that this file uses; the page's types do not have them. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<LookJob>) => void) | null
  postMessage(message: Look<CitizenCard>): void
}
declare const self: WorkerScope & typeof globalThis

/** The code's own text never leaves the worker. */
async function lookAt(picture: ImageBitmap | ImageData): Promise<Look<CitizenCard>> {
  const codes = await readCodes(picture)
  const [card] = codes.flatMap((text) => parseCardQr(text) ?? [])
  if (card) return { kind: 'found', found: card }
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
