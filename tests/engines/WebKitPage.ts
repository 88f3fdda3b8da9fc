import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../../src/hub/embedded/freePort.ts'
import type { EngineElement, EnginePage, Role } from './EnginePage.ts'
import { findInPage } from './findInPage.ts'
import { WebDriver } from './WebDriver.ts'

/** WebKitGTK's MiniBrowser on a screen that nobody sees. Its automated sessions keep nothing once they are closed. */
export class WebKitPage implements EnginePage {
  private readonly home = mkdtempSync(join(tmpdir(), 'tram-so-webkit-'))
  private readonly children: ChildProcess[] = []
  private driver: WebDriver | null = null

  private constructor(private readonly miniBrowser: string) {}

  static async open(miniBrowser: string): Promise<WebKitPage> {
    const webkit = new WebKitPage(miniBrowser)
    try {
      await webkit.start()
    } catch (error) {
      await webkit.close()
      throw error
    }
    return webkit
  }

  private async start(): Promise<void> {
    const screen = this.spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'])
    const display = await firstLine(screen)
    const port = await freePort()
    this.spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
      DISPLAY: `:${display}`,
      // no user namespaces for root in a container, no graphics card
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
      WEBKIT_DISABLE_DMABUF_RENDERER: '1',
      LIBGL_ALWAYS_SOFTWARE: '1',
    })
    const address = `http://127.0.0.1:${port}`
    await answers(`${address}/status`)
    this.driver = await WebDriver.begin(address, {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': { binary: this.miniBrowser, args: ['--automation'] },
    })
  }

  private spawn(program: string, args: string[], env: Record<string, string> = {}): ChildProcess {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: process.env.PATH ?? '', HOME: this.home, XDG_RUNTIME_DIR: this.home, ...env },
    })
    this.children.push(child)
    return child
  }

  private get page(): WebDriver {
    if (!this.driver) throw new Error('this browser is closed')
    return this.driver
  }

  goto(url: string): Promise<void> {
    return this.page.goto(url)
  }

  async find(role: Role, name: RegExp): Promise<EngineElement | null> {
    const { page } = this
    const id = await page.element(`return (${findInPage})(arguments[0], arguments[1])`, [role, name.source])
    return id === null ? null : { click: () => page.click(id), type: (text) => page.type(id, text) }
  }

  value(expression: string): Promise<unknown> {
    return this.page.execute(`return (${expression})`)
  }

  async close(): Promise<void> {
    await this.driver?.end().catch(() => undefined)
    this.driver = null
    for (const child of this.children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const ended = once(child, 'exit')
      child.kill()
      await ended
    }
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function firstLine({ stdout }: ChildProcess): Promise<string> {
  if (!stdout) throw new Error('this program has no output')
  for await (const line of createInterface(stdout)) return line
  throw new Error('this program ended without a word')
}

/** Until a server answers; it says nothing when it is ready. */
async function answers(url: string): Promise<void> {
  for (let left = 100; ; left -= 1) {
    const isThere = await fetch(url).then(
      () => true,
      () => false,
    )
    if (isThere) return
    if (left === 0) throw new Error(`nobody answers at ${url}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
