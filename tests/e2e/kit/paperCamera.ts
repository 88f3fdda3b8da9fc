import { writeFileSync } from 'node:fs'

/** Lines of print as a camera sees them: dark strokes of uneven width on a lit sheet, on a darker table. */
function printedPage(width: number, height: number): Buffer {
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
  return grey
}

/** A film of one still page, for Chromium's pretended camera (stack.md §3). @returns the arguments that show it */
export function paperCamera(file: string, width = 1600, height = 1200): string[] {
  const [grey, colours] = [printedPage(width, height), Buffer.alloc((width * height) / 2, 128)]
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
