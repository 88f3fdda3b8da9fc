import { fileURLToPath } from 'node:url'

/** The package names no way to this file of its own; what it looks for by itself would be the network's. */
export const coreOfLineReader = {
  find: /^tesseract-core\.wasm(?=\?url$)/,
  replacement: fileURLToPath(new URL('../node_modules/tesseract-wasm/dist/tesseract-core.wasm', import.meta.url)),
}
