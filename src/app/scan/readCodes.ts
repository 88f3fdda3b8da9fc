import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'
import { pixelsOf } from './pixelsOf.ts'

// from our own origin, never from the network of others where the package looks by itself
prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true }).catch(() => {
  // the first look asks again, and says what it came to
})

/** A card that is held well is read so in a third of the time; the rest tells white codes from black and looks again at half size. */
const quick: ReaderOptions = {
  formats: ['QRCode'],
  maxNumberOfSymbols: 4,
  tryInvert: false,
  tryRotate: false,
  tryDownscale: false,
}
const patient: ReaderOptions = { formats: ['QRCode'], maxNumberOfSymbols: 4 }

/** The texts of the QR codes in a picture: their bytes, not the library's guess at their alphabet (UTF-8 that does not say so). */
export async function readCodes(picture: ImageBitmap | ImageData): Promise<string[]> {
  const pixels = pixelsOf(picture)
  const found = await readBarcodes(pixels, quick)
  const codes = found.length > 0 ? found : await readBarcodes(pixels, patient)
  return codes.map(({ bytes }) => new TextDecoder().decode(bytes))
}
