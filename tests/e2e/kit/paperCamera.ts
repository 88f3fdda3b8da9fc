import { writeFileSync } from 'node:fs'
import { encode } from 'uqr'

/** Lines of print as a camera sees them: dark strokes of uneven width on a lit sheet, on a darker table. */
function printedPage(width: number, height: number, code?: string): Buffer {
  const grey = Buffer.alloc(width * height, 90)
  let seed = 7
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return seed % below
  }
  const fill = (x: number, y: number, w: number, h: number, value: number) => {
    for (let row = y; row < y + h; row++) grey.fill(value, row * width + x, row * width + x + w)
  }
  const [sheetHeight, sheetWidth] = [Math.floor(height * 0.94), Math.floor((height * 0.94) / Math.SQRT2)]
  const [left, top] = [Math.floor((width - sheetWidth) / 2), Math.floor((height - sheetHeight) / 2)]
  fill(left, top, sheetWidth, sheetHeight, 222)
  for (let y = top + 40; y < top + sheetHeight - 40; y += 26) {
    for (let x = left + 30; x < left + sheetWidth - 40; ) {
      const stroke = 3 + next(7)
      fill(x, y, stroke, 12, 24)
      x += stroke + 4 + next(9)
    }
  }
  if (code !== undefined) {
    // beside the sheet, on a white card, half-way up: a camera of another shape is cut above and below
    const { data, size } = encode(code, { ecc: 'M', border: 4 })
    const dot = Math.floor((left - 20) / size)
    const from = Math.floor((height - size * dot) / 2)
    data.forEach((row, y) => {
      row.forEach((dark, x) => {
        fill(10 + x * dot, from + y * dot, dot, dot, dark ? 30 : 225)
      })
    })
  }
  return grey
}

/** A film of one still picture, for Chromium's pretended camera (stack.md §3). @returns the arguments that show it */
export function filmOf(file: string, grey: Buffer, width: number, height: number): string[] {
  const colours = Buffer.alloc((width * height) / 2, 128)
  const frames = Array.from({ length: 5 }, () => [Buffer.from('FRAME\n'), grey, colours]).flat()
  writeFileSync(
    file,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F15:1 Ip A1:1 C420jpeg\n`), ...frames]),
  )
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${file}`,
  ]
}

/** A film of a page, with a card's code beside it. */
export const paperCamera = (file: string, code?: string, width = 1600, height = 1200): string[] =>
  filmOf(file, printedPage(width, height, code), width, height)
