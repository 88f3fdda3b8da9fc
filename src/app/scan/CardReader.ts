import { fitted, type Size } from '../camera/frame.ts'
import type { Look } from './cardWorker.ts'
import type { LookJob } from './readCodes.ts'

/** The longest side that is looked at: a card's code is read from far less, and a large picture is slow on a small tablet. */
const longestSide = 2400

/** The pixels of a picture, drawn on the page: browsers without a canvas in workers (Safari before 16.4). */
function drawn(source: CanvasImageSource, { width, height }: Size): ImageData {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new TypeError('no canvas here')
  context.drawImage(source, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}

/** Looks for a card's code in pictures, in a worker; it lives as long as the screen of the scan. */
export class CardReader {
  private worker: Worker | null = null
  private answer: ((look: Look) => void) | null = null
  private last: Promise<unknown> = Promise.resolve()
  private isClosed = false

  constructor(private readonly makeWorker: () => Worker) {}

  /** Gets ready while the camera does: what reads codes is a third of a megabyte of WebAssembly. */
  warm(): void {
    try {
      this.worker ??= this.started()
    } catch {
      // the first look tries again, and says what it came to
    }
  }

  /** What there is to see in a picture; one after the other. */
  look(source: HTMLVideoElement | Blob): Promise<Look> {
    const turn = this.last.then(() => this.lookNow(source))
    this.last = turn
    return turn
  }

  /** For good; what is under way comes to nothing, and what waits behind it. */
  close(): void {
    this.isClosed = true
    this.worker?.terminate()
    this.worker = null
    this.answer?.({ kind: 'failed' })
  }

  private lookNow(source: HTMLVideoElement | Blob): Promise<Look> {
    return new Promise((resolve) => {
      this.answer = resolve
      this.ask(source).catch(() => resolve({ kind: 'failed' }))
    })
  }

  private async ask(source: HTMLVideoElement | Blob): Promise<void> {
    // throws where the file is no picture
    const whole = await createImageBitmap(source)
    const size = fitted(whole, longestSide)
    const job: LookJob = { picture: whole }
    if (!('OffscreenCanvas' in globalThis)) job.picture = drawn(whole, size)
    else if (size.width < whole.width) {
      job.picture = await createImageBitmap(whole, {
        resizeWidth: size.width,
        resizeHeight: size.height,
        resizeQuality: 'high',
      })
    }
    if (job.picture !== whole) whole.close()
    // the screen went away while the picture was decoded: nobody would end the worker
    if (this.isClosed) return this.answer?.({ kind: 'failed' })
    this.worker ??= this.started()
    this.worker.postMessage(job, [job.picture instanceof ImageData ? job.picture.data.buffer : job.picture])
  }

  private started(): Worker {
    const worker = this.makeWorker()
    worker.onmessage = ({ data }: MessageEvent<Look>) => this.answer?.(data)
    worker.onerror = () => {
      worker.terminate()
      this.worker = null
      this.answer?.({ kind: 'failed' })
    }
    return worker
  }
}
