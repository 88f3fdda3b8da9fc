import { type DrawnPage, drawPage, type Surface } from './drawPage.ts'
import type { Rect } from './frame.ts'
import type { PageJob } from './pageWorker.ts'

/** The picture could not be drawn: no picture at all, or no memory for it. */
export class NoPage extends Error {
  override name = 'NoPage'
}

/** Browsers without a canvas in workers (Safari before 16.4) draw on the page. */
function surfaceOfPage(width: number, height: number): Surface {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d')
  if (!context) throw new NoPage()
  const encode = (quality: number) =>
    new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new NoPage())), 'image/jpeg', quality)
    })
  return { canvas, context, encode }
}

/** Makes pages of pictures, in a worker where there can be one; it lives as long as the screen of the camera. */
export class PageMaker {
  private worker: Worker | null = null
  private last: Promise<unknown> = Promise.resolve()
  private giveUp: (() => void) | null = null
  private isClosed = false

  constructor(private readonly makeWorker: () => Worker) {}

  /** Gets ready while the camera does: the first page waits for no start. */
  warm(): void {
    if (!('OffscreenCanvas' in globalThis)) return
    try {
      this.worker ??= this.makeWorker()
      // one that could not start would never answer
      this.worker.onerror = () => this.end()
    } catch {
      // the first page tries again, and says what it came to
    }
  }

  /** What is inside `cut`, or all of it, as a page; the bitmap is closed. Throws `NoPage`. */
  make(
    bitmap: ImageBitmap,
    cut: Rect = { x: 0, y: 0, width: bitmap.width, height: bitmap.height },
  ): Promise<DrawnPage> {
    const turn = this.last.then(() => this.makeNow(bitmap, cut))
    this.last = turn.catch(() => undefined)
    return turn
  }

  /** For good: what is under way comes to nothing, and what is asked for afterwards too. */
  close(): void {
    this.isClosed = true
    this.end()
    this.giveUp?.()
  }

  private end(): void {
    this.worker?.terminate()
    this.worker = null
  }

  private async makeNow(bitmap: ImageBitmap, cut: Rect): Promise<DrawnPage> {
    try {
      // the screen went away while the picture was decoded: nobody would end the worker
      if (this.isClosed) throw new NoPage()
      if ('OffscreenCanvas' in globalThis) return await this.ask({ bitmap, cut })
      return await drawPage(bitmap, cut, surfaceOfPage)
    } catch {
      throw new NoPage()
    } finally {
      bitmap.close()
    }
  }

  private ask(job: PageJob): Promise<DrawnPage> {
    this.worker ??= this.makeWorker()
    const { worker } = this
    return new Promise((resolve, reject) => {
      const giveUp = () => reject(new NoPage())
      this.giveUp = giveUp
      worker.onmessage = ({ data }: MessageEvent<DrawnPage | null>) => (data ? resolve(data) : giveUp())
      worker.onerror = () => {
        this.end()
        giveUp()
      }
      worker.postMessage(job, [job.bitmap])
    })
  }
}
