import wasmUrl from 'tesseract-core.wasm?url'
import { createOCREngine, type OCREngine, supportsFastBuild } from 'tesseract-wasm'
import type { MrzLines } from '../../../domain/cardMrz.ts'
import type { Look, LookJob } from '../Look.ts'
import { pixelsOf } from '../pixelsOf.ts'
import modelUrl from './eng.traineddata?url'
import type { Pixels } from './inkOf.ts'
import { readBackLines } from './readBackLines.ts'

/** The two parts of a worker's global that this file uses; the page's types do not have them. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<LookJob>) => void) | null
  postMessage(message: Look<MrzLines>): void
}
declare const self: WorkerScope & typeof globalThis

/** Tesseract's number for a picture of one line. */
const oneLine = '7'

async function bytesOf(url: string): Promise<ArrayBuffer> {
  const answer = await fetch(url)
  if (!answer.ok) throw new TypeError('a part of the reader is missing')
  return answer.arrayBuffer()
}

/** From our own origin; a browser without the instructions that it is built for says so here (Chromium before 91). */
async function startEngine(): Promise<OCREngine> {
  if (!supportsFastBuild()) throw new TypeError('no reader for this browser')
  const [wasmBinary, model] = await Promise.all([bytesOf(wasmUrl), bytesOf(modelUrl)])
  const engine = await createOCREngine({ wasmBinary })
  engine.loadModel(model)
  engine.setVariable('tessedit_pageseg_mode', oneLine)
  return engine
}

let starting: Promise<OCREngine> | null = null

function started(): Promise<OCREngine> {
  starting ??= startEngine()
  // the next look asks again
  starting.catch(() => {
    starting = null
  })
  return starting
}

async function lookAt(picture: ImageBitmap | ImageData): Promise<Look<MrzLines>> {
  const engine = await started()
  const read = (line: Pixels, signs: string) => {
    engine.setVariable('tessedit_char_whitelist', signs)
    engine.loadImage(new ImageData(line.data, line.width, line.height))
    return engine.getText()
  }
  const lines = readBackLines(pixelsOf(picture), read)
  // nothing of the picture is kept
  engine.clearImage()
  return lines ? { kind: 'found', found: lines } : { kind: 'nothing' }
}

self.onmessage = async ({ data: { picture } }) => {
  try {
    self.postMessage(await lookAt(picture))
  } catch {
    self.postMessage({ kind: 'failed' })
  }
}

// gets ready while the camera does; the first look says what it came to
started().catch(() => undefined)
