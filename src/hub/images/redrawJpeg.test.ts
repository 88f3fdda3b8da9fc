import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { limits } from '../../protocol/limits.ts'
import { readJpeg } from './readJpeg.ts'
import { redrawJpeg } from './redrawJpeg.ts'

const flat = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#a86' } })
const join = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts))
const bytes = (...values: number[]) => Uint8Array.from(values)
const text = (words: string) => new Uint8Array(Buffer.from(words, 'latin1'))

/** A segment with a marker, as APP1 carries EXIF. */
const segment = (marker: number, content: Uint8Array) =>
  join(bytes(0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff), content)
const without = (jpeg: Uint8Array, count: number) => jpeg.subarray(0, jpeg.length - count)

/** Width and height in the frame header are other than what is coded. */
function resized(jpeg: Uint8Array, width: number, height: number): Uint8Array {
  const copy = new Uint8Array(jpeg)
  const frame = copy.findIndex((byte, i) => byte === 0xff && copy[i + 1] === 0xc0)
  copy.set(bytes(height >> 8, height & 0xff, width >> 8, width & 0xff), frame + 5)
  return copy
}

describe('pictures that are not what they seem (fault 47, SPEC PHO-9)', () => {
  let page: Uint8Array
  beforeAll(async () => {
    page = new Uint8Array(await flat(1600, 1200).jpeg({ quality: 80 }).toBuffer())
  })
  const refused = async (jpeg: Uint8Array) => {
    const picture = await redrawJpeg(jpeg)
    return typeof picture === 'string' ? picture : 'shown'
  }

  it('a page is drawn anew at its size; where it was taken, and by what, is gone', async () => {
    const exif = { IFD0: { Make: 'MAY ANH', Copyright: 'Nguoi Mau' }, IFD3: { GPSLatitude: '11/1 32/1 0/1' } }
    const taken = new Uint8Array(await flat(800, 600).withExif(exif).jpeg().toBuffer())
    const commented = join(taken.subarray(0, 2), segment(0xfe, text('<script>alert(1)</script>')), taken.subarray(2))
    expect(Buffer.from(commented).includes('MAY ANH')).toBe(true)
    const shown = Buffer.from(await redrawJpeg(commented))
    expect(['MAY ANH', 'Nguoi Mau', 'script', 'Exif'].filter((word) => shown.includes(word))).toEqual([])
    const { width, height, exif: left } = await sharp(shown).metadata()
    expect([width, height, left]).toEqual([800, 600, undefined])
    expect(await refused(page)).toBe('shown')
  })

  it('other forms are not shown, whatever they are called', async () => {
    const svg = text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>')
    const forms = [
      await flat(9, 9).png().toBuffer(),
      await flat(9, 9).gif().toBuffer(),
      await flat(9, 9).webp().toBuffer(),
      await flat(9, 9).tiff().toBuffer(),
      svg,
      text('%PDF-1.7'),
      text('<!doctype html><script>alert(1)</script>'),
      bytes(),
      bytes(0xff, 0xd8),
    ]
    for (const form of forms) expect(await refused(new Uint8Array(form))).toBe('not-jpeg')
    // and what hides behind a JPEG's first bytes is not decoded as what it is
    const disguised = join(bytes(0xff, 0xd8, 0xff, 0xe0), new Uint8Array(await flat(9, 9).png().toBuffer()))
    expect(await refused(disguised)).not.toBe('shown')
  })

  it('a picture that is also something else is not shown', async () => {
    const zip = join(page, text('PK\x03\x04'))
    const script = join(page, text('/*=1;alert(1)*/'))
    const second = join(page, page)
    for (const two of [zip, script, second]) expect(await refused(two)).toBe('trailing')
    const nested = join(page.subarray(0, 2), page)
    expect(await refused(nested)).toBe('unsupported')
  })

  it('a bomb is not decoded: too many pixels, too many scans, more than was sealed', async () => {
    expect(await refused(new Uint8Array(await flat(1601, 9).jpeg().toBuffer()))).toBe('too-large')
    expect(await refused(resized(page, 65_535, 65_535))).toBe('too-large')
    expect(await refused(join(page.subarray(0, 2), segment(0xfe, new Uint8Array(60_000)), page.subarray(2)))).toBe(
      'shown',
    )
    const stuffed = Array.from({ length: 4 }, () => segment(0xfe, new Uint8Array(60_000)))
    expect(await refused(join(page.subarray(0, 2), ...stuffed, page.subarray(2)))).toBe('too-large')
    const scan = page.findIndex((byte, i) => byte === 0xff && page[i + 1] === 0xda)
    const end = page.length - 2
    const scans = Array.from({ length: 40 }, () => page.subarray(scan, Math.min(scan + 100, end)))
    expect(await refused(join(page.subarray(0, scan), ...scans, page.subarray(end)))).toBe('unsupported')
    const progressive = new Uint8Array(await flat(900, 900).jpeg({ progressive: true }).toBuffer())
    expect(await refused(progressive)).toBe('shown')
  })

  it('a picture that is cut or coded as no browser codes is not shown', async () => {
    for (const count of [1, 2, 3, 100, page.length - 700]) {
      expect(['cut', 'undecodable', 'unsupported']).toContain(await refused(without(page, count)))
    }
    const closed = join(without(page, 900), bytes(0xff, 0xd9))
    expect(await refused(closed)).toBe('undecodable')
    const cmyk = new Uint8Array(await flat(9, 9).toColourspace('cmyk').jpeg().toBuffer())
    expect(await refused(cmyk)).toBe('unsupported')
    const lossless = new Uint8Array(page)
    lossless[page.findIndex((byte, i) => byte === 0xff && page[i + 1] === 0xc0) + 1] = 0xc3
    expect(await refused(lossless)).toBe('unsupported')
  })

  it('no byte that is wrong ends the hub or is drawn beyond its size', async () => {
    const small = new Uint8Array(await flat(64, 64).jpeg().toBuffer())
    let value = 7
    const next = (below: number) => {
      value = (value * 1_103_515_245 + 12_345) % 2 ** 31
      return value % below
    }
    for (let i = 0; i < 3_000; i++) {
      const copy = new Uint8Array(small)
      for (let flips = 1 + next(4); flips > 0; flips--) copy[next(copy.length)] = next(256)
      const read = readJpeg(copy.subarray(0, next(4) === 0 ? next(copy.length) : copy.length))
      if (typeof read !== 'string') expect(Math.max(read.width, read.height)).toBeLessThanOrEqual(limits.photoSide)
    }
    const noise = new Uint8Array(deflateSync(new Uint8Array(9_000).map(() => next(256))))
    expect(await refused(noise)).toBe('not-jpeg')
  })
})
