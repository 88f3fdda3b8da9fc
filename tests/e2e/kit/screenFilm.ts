import { writeFileSync } from 'node:fs'
import type { Locator } from '@playwright/test'
import sharp from 'sharp'

/** What a screen shows, as a film that Chromium's pretended camera plays round and round. */
export class ScreenFilm {
  static readonly width = 1280
  static readonly height = 720
  private readonly pictures: Buffer[] = []

  /** @param file read when the camera is opened, not before */
  constructor(private readonly file: string) {}

  get args(): string[] {
    return [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${this.file}`,
    ]
  }

  /** Take a picture of what stands there now. */
  async take(of: Locator): Promise<void> {
    const { width } = ScreenFilm
    const grey = await sharp(await of.screenshot())
      // with room around it, as somebody holds a tablet before another
      .resize(width, 600, { fit: 'contain', background: '#888' })
      .extend({ top: 60, bottom: 60, background: '#888' })
      .greyscale()
      .raw()
      .toBuffer()
    this.pictures.push(grey)
  }

  write(): void {
    const { width, height } = ScreenFilm
    const colours = Buffer.alloc((width * height) / 2, 128)
    const frames = this.pictures.flatMap((grey) => [Buffer.from('FRAME\n'), grey, colours])
    writeFileSync(
      this.file,
      Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420jpeg\n`), ...frames]),
    )
  }
}
