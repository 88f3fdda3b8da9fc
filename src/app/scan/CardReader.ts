import { fitted, type Rect, type Size } from '../camera/frame.ts'
import type { Look, LookJob } from './Look.ts'

/** What a reader looks with, and at how much of a picture: a large one is slow on a small tablet. */
export interface ReaderParts {
  makeWorker(): Worker
  readonly longestSide: number
  /** what of the camera's picture is looked at; all of it where this is missing */
  partOf?(picture: Size): Rect
}

/** The pixels of a picture, drawn on the page: browsers without a canvas in workers (Safari before 16.4). */
function drawn(source: CanvasImageSource, { width, height }: Size): ImageData {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new TypeError('no canvas here')
  context.drawImage(source, 0, 0, width, height)
  return context.getImageData(0, 0, width, height)
}

/** Looks for what is on a card in pictures, in a worker; it lives as long as the screen of the scan. */
export class CardReader<Found> {
  private worker: Worker | null = null
  private answer: ((look: Look<Found>) => void) | null = null
  private last: Promise<unknown> = Promise.resolve()
  private isClosed = false

  constructor(private readonly parts: ReaderParts) {}

  /** Gets ready while the camera does: what reads codes is some WebAssembly. */
  warm(): void {
    try {
      this.worker ??= this.started()
    } catch {
      // the first look tries again, and says what it came to
    }
  }

  /** What there is to see in a picture; one after the other. */
  look(source: HTMLVideoElement | Blob): Promise<Look<Found>> {
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

  private lookNow(source: HTMLVideoElement | Blob): Promise<Look<Found>> {
    return new Promise((resolve) => {
      this.answer = resolve
      this.ask(source).catch(() => resolve({ kind: 'failed' }))
    })
  }

  private async ask(source: HTMLVideoElement | Blob): Promise<void> {
    const whole = await this.taken(source)
    const size = fitted(whole, this.parts.longestSide)
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

  /** Throws where the file is no picture. */
  private taken(source: HTMLVideoElement | Blob): Promise<ImageBitmap> {
    if (source instanceof Blob || !this.parts.partOf) return createImageBitmap(source)
    const { x, y, width, height } = this.parts.partOf({ width: source.videoWidth, height: source.videoHeight })
    return createImageBitmap(source, x, y, width, height)
  }

  private started(): Worker {
    const worker = this.parts.makeWorker()
    worker.onmessage = ({ data }: MessageEvent<Look<Found>>) => this.answer?.(data)
    worker.onerror = () => {
      worker.terminate()
      this.worker = null
      this.answer?.({ kind: 'failed' })
    }
    return worker
  }
}
