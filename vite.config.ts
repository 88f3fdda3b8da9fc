import preact from '@preact/preset-vite'
import type { Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import { defineConfig } from 'vitest/config'
import { coreOfLineReader } from './scripts/coreOfLineReader.ts'
import { frontFirst } from './scripts/frontFirst.ts'
import { LongestFirst } from './tests/kit/LongestFirst.ts'

/** Code that only the desk loads; it is built beside the tablet app but never precached on a tablet (design D17). */
const deskOnly = new RegExp(
  [
    String.raw`/src/app/desk(\.tsx|/)`,
    '/src/app/features/(setup|login|office|devices|recovery|account|reports|admin|rounds)/',
    String.raw`/src/app/shell/StudioWithVoice\.tsx`,
    // lists of households
    '/node_modules/(papaparse|read-excel-file|saxen)/',
    // passkeys
    '/node_modules/@simplewebauthn/',
  ].join('|'),
)

/** What both pages draw first, in pieces of a few hundred bytes. */
const firstScreen =
  /\/src\/(app\/(ui\/(busy|bigCode|card|emptyState|notice|pinPad|screen|strip|title|toast|topBar)\/\w+\.tsx|i18n\/(format|LanguageSwitch|messages|sortByName|usePageTitle)\.tsx?|shell\/(sameField|textScale|theme|front\/dropFront)\.ts|storage\/(usePorts|openSaves|ports|db\/storageProblem|platform\/trustedScripts)\.ts)|protocol\/(limits|ByteReader|pinBundle)\.ts|crypto\/bytes\.ts)$|\/node_modules\/preact-iso\//

/** What a tablet reads of itself before its first screen, in pieces as small. */
const firstGround =
  /\/src\/(crypto\/(CryptoPort|web\/web(Base|Crypto))|protocol\/(api|chain|jws|problems|statements)|sync\/(askHub|ports)|app\/storage\/(line\/(answerOf|fetchOnce|Watchdog)|seal\/chains))\.ts$/

/** The lock and what stands around it, which the tablet's page and that of practice both begin with, in pieces as small. */
const firstTablet =
  /\/src\/app\/(shell\/(Frame|FieldRoutes|lockRules|watchPresence|latePorts|makeTablet|StorageTroubleScreen)\.tsx?|features\/unlock\/\w+\.tsx?|i18n\/(tabletLocales|storageTroubleText)\.ts|storage\/(device\/(TabletDevice|BrowserHost|profile)|lock\/(calibrate|openVolunteer|openTeamKeys|Tries|TabletLock|workerStretch)|seal\/(Keyring|sealKeyOf)|vault\/\w+|db\/(meta|Changes|learnPacks|renewLog|separateHeads|TabletDb)|platform\/(syncClock|TabletClock|WatchedValue)|photos\/noPhotos)\.ts)$|\/locales\/vi\/(enrol|unlock)\.json$/

/** What the first screens look like: each file more is one more that the first paint waits for. */
const firstStyles = /\/src\/app\/(ui\/(base|pinPad\/pinPad)|shell\/shell|features\/(unlock\/unlock|kiosk\/kiosk))\.css$/

/** What draws words for residents: in pieces the first screen would have to name each of them beforehand. */
const saidToResidents = /\/src\/app\/resident\/(languageName|localeText|ReaderNote|Said|Shared)\.tsx?$/

/** Words that only the desk says, and a door to the list of communes that only its set-up page opens. */
const deskChunk = (chunk: { facadeModuleId: string | null; moduleIds: readonly string[] }) => {
  const isDesk = (id: string) =>
    deskOnly.test(id) || /\/locales\/(vi|en)\/(desk|setup|wizard|backup|rounds)\.json$/.test(id)
  if (chunk.moduleIds.length === 0) return /\/src\/domain\/communesPack\.ts$/.test(chunk.facadeModuleId ?? '')
  return deskOnly.test(chunk.facadeModuleId ?? '') || chunk.moduleIds.every(isDesk)
}

/**
 * `@hpke/common` reaches for Node's crypto where a page has none. Every page of ours has one (without it the app says that
 * it cannot work here), so that way leads to the page's own, and no builder has to leave a hole there and warn of it.
 */
const pagesOwnCrypto = (): Plugin => ({
  name: 'pages-own-crypto',
  enforce: 'pre',
  resolveId: (id) => (id === 'crypto' ? '\0pages-own-crypto' : null),
  load: (id) => (id === '\0pages-own-crypto' ? 'export const webcrypto = globalThis.crypto' : null),
})

export default defineConfig({
  appType: 'mpa',
  resolve: { alias: [coreOfLineReader] },
  plugins: [
    preact(),
    process.env.VITEST ? undefined : frontFirst(),
    // the hub and its tests run on Node
    process.env.VITEST ? undefined : pagesOwnCrypto(),
    // vitest needs neither the service worker nor its virtual modules
    process.env.VITEST
      ? undefined
      : VitePWA({
          strategies: 'injectManifest',
          srcDir: 'src/sw',
          filename: 'sw.ts',
          registerType: 'prompt',
          injectRegister: false,
          // public/manifest.webmanifest is linked from index.html alone: the desk is not the tablet's app
          manifest: false,
          injectManifest: {
            // a classic script, as it is registered
            rollupFormat: 'iife',
            buildPlugins: { vite: [pagesOwnCrypto()] },
            globPatterns: ['**/*.{js,css,html,woff2,wasm,traineddata,svg,png,json,webmanifest}'],
            // the last one is tesseract-wasm's own worker, which its code names and ours does not start
            globIgnores: ['desk.html', 'desk/**', 'sw.js', 'assets/tesseract-worker-*.js'],
            // a larger asset would drop out of the precache without a word (stack.md §9)
            maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
          },
        }),
  ],
  build: {
    target: 'es2022',
    outDir: 'dist/app',
    emptyOutDir: true,
    // the CSP allows no data: URL for fonts or scripts
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: 'index.html', practice: 'practice.html', desk: 'desk.html' },
      output: {
        // a hub on Windows tells no large letter from a small one; and these are fewer bytes to name
        hashCharacters: 'base36',
        entryFileNames: (chunk) => (chunk.name === 'desk' ? 'desk/[name]-[hash].js' : 'assets/[name]-[hash].js'),
        chunkFileNames: (chunk) => (deskChunk(chunk) ? 'desk/[name]-[hash].js' : 'assets/[name]-[hash].js'),
        assetFileNames: (asset) =>
          asset.names.includes('desk.css') ? 'desk/[name]-[hash][extname]' : 'assets/[name]-[hash][extname]',
        // many small files that every first screen needs: as one they are fewer bytes (each would begin its own compression)
        codeSplitting: {
          groups: [
            { name: 'first', test: (id) => firstScreen.test(id) || firstStyles.test(id), priority: 3 },
            // one group: apart they are 750 bytes more, as each would name what it takes of the other
            { name: 'ground', test: (id) => firstGround.test(id) || firstTablet.test(id), priority: 3 },
            // else the one below would take it along, and the first screen wants it too
            { name: 'schemas', test: /\/node_modules\/zod\//, priority: 2 },
            { name: 'said', test: saidToResidents, priority: 1 },
          ],
        },
      },
    },
  },
  test: {
    projects: [
      {
        extends: true,
        // no file's tests depend on what another's left, so that they share what they import: that was half of their time
        test: { name: 'rooms', include: ['src/**/*.test.{ts,tsx}'], isolate: false },
      },
      {
        extends: true,
        test: { name: 'whole', include: ['tests/contract/**/*.test.ts', 'tests/field/**/*.test.ts'] },
      },
    ],
    restoreMocks: true,
    setupFiles: ['tests/kit/patience.ts'],
    // see tests/e2e/playwright.config.ts
    retry: process.env.CI ? 1 : 0,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // vitest leaves one core for itself: of two that would be half of the machine, idle
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
})
