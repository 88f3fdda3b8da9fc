import { readFileSync } from 'node:fs'
import { createOCREngine, type OCREngine } from 'tesseract-wasm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { cardBack, type Look } from '../../../../tests/kit/cardBack.ts'
import { parseMrz } from '../../../domain/cardMrz.ts'
import type { Pixels } from './inkOf.ts'
import { readBackLines } from './readBackLines.ts'

const wasm = new URL('../../../../node_modules/tesseract-wasm/dist/tesseract-core.wasm', import.meta.url)
const model = new URL('./eng.traineddata', import.meta.url)

let engine: OCREngine
let picture: Pixels
beforeAll(async () => {
  // it tells the console what resolution it guesses
  vi.spyOn(console, 'warn').mockReturnValue()
  engine = await createOCREngine({ wasmBinary: readFileSync(wasm) })
  engine.loadModel(readFileSync(model))
  engine.setVariable('tessedit_pageseg_mode', '7')
  picture = await seen(1100, 460, { share: 0.8, askew: 1, blur: 0.7, noise: 8 })
})

/** What the worker does, on Node. */
function readPrint(line: Pixels, signs: string): string {
  engine.setVariable('tessedit_char_whitelist', signs)
  engine.loadImage({ ...line, data: new Uint8ClampedArray(line.data), colorSpace: 'srgb' })
  return engine.getText()
}

async function seen(width: number, height: number, look: Look): Promise<Pixels> {
  const grey = await cardBack(width, height, look)
  const data = new Uint8ClampedArray(grey.length * 4)
  for (const [i, value] of grey.entries()) data.fill(value, i * 4, i * 4 + 4)
  return { data, width, height }
}

// of domain/data/identity-vectors.json; the person is invented
const mau = ['IDVNM1850123459070185012345<<0', '8504098F4504090VNM<<<<<<<<<<<6', 'THI<<MAU<MAU<<<<<<<<<<<<<<<<<<']

describe('the lines on the back, seen by a camera', () => {
  it('are read askew either way, out of focus a little, noisy, from near and from further away', async () => {
    const looks: Look[] = [
      { share: 0.86, askew: 2.5, blur: 0.9, noise: 12 },
      { share: 0.72, askew: -3, blur: 0.7, noise: 16 },
    ]
    for (const look of looks) {
      const lines = readBackLines(await seen(1100, 460, look), readPrint)
      expect(lines, JSON.stringify(look)).toEqual(mau)
      expect(lines && parseMrz(lines)).toMatchObject({
        ok: true,
        card: { idNumber: '070185012345', name: 'Thi Mau Mau', birthDate: '1985-04-09', damage: { name: 'bare' } },
      })
    }
  })

  it('are none where a check digit does not fit what was read', async () => {
    const misread = (line: Pixels, signs: string) => readPrint(line, signs).replace('185012', '135012')
    expect(readBackLines(picture, readPrint)).not.toBeNull()
    expect(readBackLines(picture, misread)).toBeNull()
  })

  it('have no name where letters were lost or what was read cannot be one, and keep their numbers', async () => {
    const without = (letter: string, instead: string) => (line: Pixels, signs: string) =>
      signs.includes('Z') ? readPrint(line, signs).replace(letter, instead) : readPrint(line, signs)
    for (const instead of ['', '1']) {
      const lines = readBackLines(picture, without('M', instead))
      expect(lines?.[2]).toBe('')
      expect(lines?.[1]).toMatch(/^8504098F/)
    }
  })

  it('are none in a picture of nothing, or far out of focus', async () => {
    const blank = { data: new Uint8ClampedArray(1100 * 460 * 4).fill(200), width: 1100, height: 460 }
    expect(readBackLines(blank, readPrint)).toBeNull()
    expect(readBackLines(await seen(1100, 460, { share: 0.5, askew: 0, blur: 4, noise: 8 }), readPrint)).toBeNull()
  })
})
