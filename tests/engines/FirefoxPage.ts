import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import puppeteer, { type Browser, ElementHandle, type Page } from 'puppeteer-core'
import type { EngineElement, EnginePage, Role } from './EnginePage.ts'
import { findInPage } from './findInPage.ts'

/** Firefox ESR over WebDriver BiDi, on a profile of its own. */
export class FirefoxPage implements EnginePage {
  private readonly profile = mkdtempSync(join(tmpdir(), 'tram-so-firefox-'))
  private current: { browser: Browser; page: Page } | null = null

  private constructor(private readonly executablePath: string) {}

  static async open(executablePath: string): Promise<FirefoxPage> {
    const firefox = new FirefoxPage(executablePath)
    await firefox.start()
    return firefox
  }

  private get page(): Page {
    if (!this.current) throw new Error('this browser is closed')
    return this.current.page
  }

  private async start(): Promise<void> {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: this.executablePath,
      headless: true,
      userDataDir: this.profile,
    })
    this.current = { browser, page: await browser.newPage() }
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'domcontentloaded' })
  }

  async find(role: Role, name: RegExp): Promise<EngineElement | null> {
    const handle = await this.page.evaluateHandle(findInPage, role, name.source)
    if (!(handle instanceof ElementHandle)) return null
    return { click: () => handle.click(), type: (text) => handle.type(text) }
  }

  value(expression: string): Promise<unknown> {
    return this.page.evaluate(expression)
  }

  async restart(): Promise<void> {
    await this.current?.browser.close()
    await this.start()
  }

  async close(): Promise<void> {
    await this.current?.browser.close()
    this.current = null
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 })
  }
}
