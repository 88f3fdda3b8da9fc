import { limits } from '../../protocol/limits.ts'
import { fitted, type Rect } from './frame.ts'
import { flawsOf, judgedSide, type PageFlaw } from './pageQuality.ts'

/** A canvas of the page or of a worker. */
export interface Surface {
  readonly canvas: HTMLCanvasElement | OffscreenCanvas
  readonly context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D
  encode(quality: number): Promise<Blob>
}

/** A page as it can be sealed: a JPEG of drawn pixels, with nothing of what the camera wrote beside them (SPEC PHO-1). */
export interface DrawnPage {
  readonly jpeg: Uint8Array<ArrayBuffer>
  readonly flaws: readonly PageFlaw[]
}

const qualities = [0.82, 0.7, 0.58, 0.46]
/** What does not fit at the lowest quality is drawn smaller. */
const smaller = 0.8

type Source = ImageBitmap | HTMLVideoElement

function drawn(source: Source, cut: Rect, side: number, make: (width: number, height: number) => Surface): Surface {
  const { width, height } = fitted(cut, side)
  const surface = make(width, height)
  surface.context.drawImage(source, cut.x, cut.y, cut.width, cut.height, 0, 0, width, height)
  return surface
}

/** What is inside `cut` as one JPEG within the wire's limits, and what may be wrong with it. Throws when nothing is small enough. */
export async function drawPage(
  source: Source,
  cut: Rect,
  make: (width: number, height: number) => Surface,
): Promise<DrawnPage> {
  const { canvas, context } = drawn(source, cut, judgedSide, make)
  const flaws = flawsOf(context.getImageData(0, 0, canvas.width, canvas.height))
  for (let side: number = limits.photoSide; side > judgedSide; side = Math.floor(side * smaller)) {
    const surface = drawn(source, cut, side, make)
    for (const quality of qualities) {
      const blob = await surface.encode(quality)
      if (blob.size <= limits.photoJpeg) return { jpeg: new Uint8Array(await blob.arrayBuffer()), flaws }
    }
  }
  throw new RangeError('no picture is so full')
}
