import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'
import { coreOfLineReader } from '../../scripts/coreOfLineReader.ts'

/** The pages of pictures, built: no service worker, no front, one target. */
export default defineConfig({
  appType: 'mpa',
  resolve: { alias: [coreOfLineReader] },
  plugins: [preact()],
  build: { target: 'es2022', emptyOutDir: true, modulePreload: { polyfill: false } },
})
