import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright'
import { z } from 'zod'
import { Line } from './line.ts'

const here = import.meta.dirname
const messageSchema = z.object({
  port: z.number().optional(),
  durable: z.number().optional(),
  at: z.number().optional(),
  id: z.number().optional(),
  value: z.unknown().optional(),
  error: z.string().optional(),
})
const checkSchema = z.object({ lost: z.number(), doubled: z.number() })

/** The longest that one step may take, ms. */
const stepMs = 300_000

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
]

/** The browser to measure in: `CHROMIUM`, one on the PATH, or Playwright's own. */
function browserPath(): { executablePath?: string } {
  const named = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
    (process.env.PATH ?? '').split(path.delimiter).map((folder) => path.join(folder, name)),
  )
  const found = process.env.CHROMIUM ?? named.find((file) => existsSync(file))
  return found ? { executablePath: found } : {}
}

/** One engine's server, line and browser, fresh and in a folder of their own. */
export class Station {
  private context: BrowserContext | null = null
  private asked = 0
  private readonly answers = new Map<number, (message: z.infer<typeof messageSchema>) => void>()
  private durable = { count: -1, at: 0 }
  private waiting: { count: number; resolve: (at: number) => void }[] = []

  private constructor(
    private readonly folder: string,
    private readonly server: ChildProcess,
    readonly line: Line,
    private readonly port: number,
  ) {
    server.on('message', (raw) => this.hear(messageSchema.parse(raw)))
  }

  static async start(engine: string, folder: string, pages: string): Promise<Station> {
    mkdirSync(path.join(folder, 'server'), { recursive: true })
    const args = [engine, path.join(folder, 'server'), pages]
    const server = fork(path.join(here, 'serve.ts'), args, { execArgv: ['--import', 'tsx'] })
    const serverPort = await new Promise<number>((resolve, reject) => {
      server.once('message', (raw) => resolve(messageSchema.parse(raw).port ?? 0))
      server.once('exit', (code) => reject(new Error(`the server of ${engine} ended with ${code}`)))
    })
    const line = new Line(serverPort)
    return new Station(folder, server, line, await line.listen())
  }

  /** A page of a browser with this station's own profile; a new browser process each time. */
  async page(file: string, slowdown = 1): Promise<Page> {
    await this.context?.close()
    const profile = path.join(this.folder, 'profile')
    this.context = await chromium.launchPersistentContext(profile, { ...browserPath(), headless: true, args: flags })
    const page = this.context.pages()[0] ?? (await this.context.newPage())
    page.setDefaultTimeout(stepMs)
    page.on('pageerror', (error) => console.error(`page: ${error.message}`))
    if (slowdown > 1) {
      const session = await this.context.newCDPSession(page)
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    }
    await page.goto(`http://127.0.0.1:${this.port}/app/${file}`)
    return page
  }

  async host(): Promise<Page> {
    const page = await this.page('host.html')
    await page.waitForFunction(() => 'bench' in globalThis)
    await page.evaluate('bench.open()')
    return page
  }

  /** When the server first had so many cases durable, ms of the clock. */
  whenDurable(count: number): Promise<number> {
    if (this.durable.count >= count) return Promise.resolve(this.durable.at)
    return new Promise((resolve) => this.waiting.push({ count, resolve }))
  }

  seed = (seed: number, count: number) => this.ask({ what: 'seed', seed, count })

  async check(seed: number, count: number, edited = false): Promise<{ lost: number; doubled: number }> {
    return checkSchema.parse(await this.ask({ what: 'check', seed, count, edited }))
  }

  async end(): Promise<void> {
    await this.context?.close()
    await this.ask({ what: 'stop' })
    this.line.close()
    this.server.disconnect()
  }

  private ask(question: Record<string, unknown>): Promise<unknown> {
    const id = ++this.asked
    return new Promise((resolve, reject) => {
      this.answers.set(id, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))))
      this.server.send({ id, ...question })
    })
  }

  private hear(message: z.infer<typeof messageSchema>): void {
    if (message.id !== undefined) this.answers.get(message.id)?.(message)
    if (message.durable === undefined) return
    this.durable = { count: message.durable, at: message.at ?? Date.now() }
    const ready = this.waiting.filter(({ count }) => count <= this.durable.count)
    this.waiting = this.waiting.filter((one) => !ready.includes(one))
    for (const { resolve } of ready) resolve(this.durable.at)
  }
}
