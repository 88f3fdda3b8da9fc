import type { LookJob } from './Look.ts'
import { readCodes } from './readCodes.ts'

/** The two parts of a worker's global that this file uses; the page's types do not have them. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<LookJob>) => void) | null
  postMessage(texts: readonly string[]): void
}
declare const self: WorkerScope & typeof globalThis

/** Reads what other tablets show, off the page. A card is never read here: its text does not leave its own worker. */
self.onmessage = async ({ data: { picture } }) => {
  self.postMessage(await readCodes(picture).catch(() => []))
}
