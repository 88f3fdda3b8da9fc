import { existsSync } from 'node:fs'
import type { EnginePage } from './EnginePage.ts'
import { FirefoxPage } from './FirefoxPage.ts'
import { WebKitPage } from './WebKitPage.ts'

export interface Engine {
  name: string
  /** where Debian puts it */
  program: string
  open(program: string): Promise<EnginePage>
}

const folders = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu'].map((lib) => `${lib}/webkit2gtk-4.1`)
const miniBrowser = folders.map((folder) => `${folder}/MiniBrowser`)

/** Browsers of other makes than the one that the product is made for. */
export const engines: Engine[] = [
  { name: 'Firefox ESR', program: '/usr/bin/firefox-esr', open: FirefoxPage.open },
  {
    name: 'WebKitGTK',
    program: miniBrowser.find((path) => existsSync(path)) ?? miniBrowser[0] ?? '',
    open: WebKitPage.open,
  },
]
