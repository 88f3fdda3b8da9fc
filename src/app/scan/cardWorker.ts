import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { parseCardQr } from '../../domain/cardQr.ts'
import type { CitizenCard } from '../../domain/citizenCard.ts'

/** One picture to look at: of a camera or a file, or its pixels where a worker has no canvas. */
export interface LookJob {
  picture: ImageBitmap | ImageData
}

/** What was seen: a card's fields, a code that is none of a card, or no code. The code's own text never leaves the worker. */
export type Look = { kind: 'card'; card: CitizenCard } | { kind: 'other' } | { kind: 'nothing' } | { kind: 'failed' }

/** The two parts of a worker's global that this file uses; the page's types do not have them. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<LookJob>) => void) | null
  postMessage(message: Look): void
}
declare const self: WorkerScope & typeof globalThis

// from our own origin, never from the network of others where the package looks by itself
prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true }).catch(() => {
  // the first look asks again, and says what it came to
})

function pixelsOf(picture: ImageBitmap | ImageData): ImageData {
  if (picture instanceof ImageData) return picture
  const { width, height } = picture
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (!context) throw new TypeError('no canvas here')
  context.drawImage(picture, 0, 0)
  picture.close()
  return context.getImageData(0, 0, width, height)
}

async function lookAt(picture: ImageBitmap | ImageData): Promise<Look> {
  const codes = await readBarcodes(pixelsOf(picture), { formats: ['QRCode'], maxNumberOfSymbols: 4 })
  // its bytes, not the library's guess at their alphabet: cards write UTF-8 and do not say so
  const cards = codes.flatMap(({ bytes }) => parseCardQr(new TextDecoder().decode(bytes)) ?? [])
  const [card] = cards
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
