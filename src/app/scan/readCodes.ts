import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'

/** One picture to look at: of a camera or a file, or its pixels where a worker has no canvas. */
export interface LookJob {
  picture: ImageBitmap | ImageData
}

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

/** The texts of the QR codes in a picture: their bytes, not the library's guess at their alphabet (UTF-8 that does not say so). */
export async function readCodes(picture: ImageBitmap | ImageData): Promise<string[]> {
  const codes = await readBarcodes(pixelsOf(picture), { formats: ['QRCode'], maxNumberOfSymbols: 4 })
  return codes.map(({ bytes }) => new TextDecoder().decode(bytes))
}
