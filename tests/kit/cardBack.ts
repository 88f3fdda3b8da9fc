import { join } from 'node:path'
import sharp from 'sharp'

/** The lines of identity-vectors.json's first card, in OCR-B (Debian's fonts-ocr-b), one sign of 2.54 mm at 16 points a millimetre. */
const print = join(import.meta.dirname, 'backLines.png')
const lines = { width: 1369, height: 320 }

export interface Look {
  /** how much of the picture's width the card takes */
  readonly share: number
  /** degrees */
  readonly askew: number
  /** of the lens, in points */
  readonly blur: number
  /** of the sensor, at most, of 255 */
  readonly noise: number
}

/** Numbers that look like chance and are the same each time. */
function chances() {
  let seed = 7
  return () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed / 2 ** 31
  }
}

/**
 * The back of an invented person's card as a camera sees it, with its lines in the middle of the picture: on a darker table, lit from
 * one side, with the fine waves that cards are printed on. @returns grey points, row by row
 */
export async function cardBack(width: number, height: number, { share, askew, blur, noise }: Look): Promise<Buffer> {
  const card = { width: Math.round(width * share), height: Math.round(width * share * 0.63) }
  const signs = await sharp(print).resize(card.width).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  const grey = Buffer.alloc(card.width * card.height)
  // the lines end a little above the lower edge
  const from = Math.round(card.height * 0.95 - (card.width * lines.height) / lines.width)
  for (let y = 0; y < card.height; y++) {
    for (let x = 0; x < card.width; x++) {
      const wave = Math.sin((y + 9 * Math.sin(x / 31)) / 2.2) > 0.9 ? 24 : 0
      const at = y - from
      const isPrint = at >= 0 && at < signs.info.height && (signs.data[at * signs.info.width + x] ?? 255) < 128
      grey[y * card.width + x] = isPrint ? 34 : 208 - wave
    }
  }
  const turned = await sharp(grey, { raw: { ...card, channels: 1 } })
    .rotate(askew, { background: { r: 80, g: 80, b: 80 } })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const [left, middle] = [Math.round((width - turned.info.width) / 2), from + signs.info.height / 2]
  const top = Math.round(height / 2 - middle - (turned.info.height - card.height) / 2)
  const chance = chances()
  const seen = Buffer.alloc(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [column, row] = [x - left, y - top]
      const isCard = column >= 0 && row >= 0 && column < turned.info.width && row < turned.info.height
      const point = isCard ? (turned.data[row * turned.info.width + column] ?? 80) : 80
      seen[y * width + x] = point * (0.6 + (0.4 * x) / width)
    }
  }
  const soft = await sharp(seen, { raw: { width, height, channels: 1 } })
    .blur(blur)
    .toColourspace('b-w')
    .raw()
    .toBuffer()
  return Buffer.from(soft.map((value) => Math.max(0, Math.min(255, value + (chance() - 0.5) * 2 * noise))))
}
