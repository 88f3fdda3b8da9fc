import { type DrawnPage, drawPage, type Surface } from './drawPage.ts'
import type { Rect } from './frame.ts'

/** One picture to draw; the answer is the page, or null when it could not be drawn here. */
export interface PageJob {
  bitmap: ImageBitmap
  cut: Rect
}

/** The two parts of a worker's global that this file uses; the page's types do not have them. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<PageJob>) => void) | null
  postMessage(message: DrawnPage | null, transfer?: Transferable[]): void
}
declare const self: WorkerScope & typeof globalThis

function surfaceOf(width: number, height: number): Surface {
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new TypeError('no canvas here')
  return { canvas, context, encode: (quality) => canvas.convertToBlob({ type: 'image/jpeg', quality }) }
}

/** Drawing, judging and encoding off the page, so that the screen goes on moving. */
self.onmessage = async ({ data: { bitmap, cut } }) => {
  try {
    const page = await drawPage(bitmap, cut, surfaceOf)
    self.postMessage(page, [page.jpeg.buffer])
  } catch {
    self.postMessage(null)
  } finally {
    bitmap.close()
  }
}
