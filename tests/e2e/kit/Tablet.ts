import { type BrowserContext, chromium, expect, type Page } from '@playwright/test'
import type { DeskClient } from '../../kit/DeskClient.ts'
import { chromiumPath, trustArgs } from './chromiumPath.ts'
import { browserPid, newProfile, promiseToKeep, removeProfile } from './profiles.ts'
import { vi } from './vi.ts'

export interface TabletOptions {
  viewport?: { width: number; height: number }
  /** how far its clock is from the true one, ms; 0 unless told */
  clockShift?: number
  args?: string[]
  /** what Playwright would tell the browser, and must not here */
  withoutArgs?: string[]
  colorScheme?: 'light' | 'dark'
  timezoneId?: string
  /** a folder for the profile, e.g. on a disk of its own; one below the system's temporary folder unless told */
  profile?: string
  /** its browser promises to keep data, as one does for an installed app: else a full disk makes it throw all away */
  keepsData?: boolean
}

const volunteerName = /Tình nguyện viên/

/** A tablet: Chromium on a profile of its own, that can be killed and switched on again. */
export class Tablet {
  private current: { context: BrowserContext; page: Page } | null = null
  readonly profile: string
  /** everything that a person or a history could read: addresses and titles, in the order in which they were seen */
  readonly addresses = new Set<string>()
  /** what pages wrote to the console and what they threw */
  readonly said: string[] = []

  private constructor(
    readonly origin: string,
    readonly options: TabletOptions,
  ) {
    this.profile = options.profile ?? newProfile()
  }

  static async open(origin: string, options: TabletOptions = {}): Promise<Tablet> {
    const tablet = new Tablet(origin, options)
    if (options.keepsData) promiseToKeep(tablet.profile, origin)
    await tablet.switchOn()
    return tablet
  }

  get page(): Page {
    if (!this.current) throw new Error('this tablet is off')
    return this.current.page
  }

  get context(): BrowserContext {
    if (!this.current) throw new Error('this tablet is off')
    return this.current.context
  }

  get isOn(): boolean {
    return this.current !== null
  }

  /** Start the browser on its profile; no page is open yet but an empty one. */
  async switchOn(): Promise<void> {
    const { viewport = { width: 1280, height: 800 }, clockShift = 0, args = [], withoutArgs = [] } = this.options
    const { colorScheme = 'light', timezoneId = 'Asia/Ho_Chi_Minh' } = this.options
    const executablePath = chromiumPath()
    const context = await chromium.launchPersistentContext(this.profile, {
      ...(executablePath ? { executablePath } : {}),
      args: [...trustArgs, ...args],
      ignoreDefaultArgs: withoutArgs,
      locale: 'vi-VN',
      timezoneId,
      viewport,
      colorScheme,
      serviceWorkers: 'allow',
    })
    context.setDefaultTimeout(15_000)
    if (clockShift !== 0) await context.clock.install({ time: Date.now() + clockShift })
    context.on('page', (page) => this.listen(page))
    const page = context.pages()[0] ?? (await context.newPage())
    this.listen(page)
    this.current = { context, page }
  }

  private listen(page: Page): void {
    page.on('framenavigated', (frame) => {
      this.addresses.add(frame.url())
    })
    page.on('console', (message) => this.said.push(`${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => this.said.push(`thrown: ${error.message}`))
  }

  /** SIGKILL of the browser with all its processes: a dead battery, as far as a process can know. */
  async kill(): Promise<void> {
    const { context } = this
    const closed = new Promise<void>((resolve) => context.on('close', () => resolve()))
    // Playwright starts the browser as the leader of a process group of its own
    process.kill(-browserPid(this.profile), 'SIGKILL')
    await closed
    this.current = null
  }

  /** Close it as a person does. */
  async switchOff(): Promise<void> {
    await this.current?.context.close()
    this.current = null
  }

  async dispose(): Promise<void> {
    await this.switchOff()
    removeProfile(this.profile)
  }

  async goto(path: string): Promise<void> {
    await this.page.goto(this.origin + path)
  }

  heading(name: string | RegExp) {
    return this.page.getByRole('heading', { level: 1, name })
  }

  button(key: string, data: Record<string, string | number> = {}) {
    return this.page.getByRole('button', { name: vi(key, data), exact: true })
  }

  /** The pill on the home screen: "2 việc chờ gửi". */
  get pill() {
    return this.page.getByRole('status').getByRole('link')
  }

  /** The six digits that this tablet shows to the officer. */
  async code(): Promise<string> {
    await expect(this.heading(vi('enrol:pending.title'))).toBeVisible()
    const spoken = await this.page.getByRole('status', { name: /^[\d ]+$/ }).getAttribute('aria-label')
    return (spoken ?? '').replace(/\D/g, '')
  }

  /** From the officer's link to the first screen of a tablet that belongs to a team; the desk approves over its API. */
  async enrol(enrolUrl: string, desk: DeskClient, purpose: 'team' | 'kiosk' = 'team'): Promise<void> {
    await this.page.goto(this.origin + new URL(enrolUrl).pathname + new URL(enrolUrl).hash)
    const code = await this.code()
    const pending = (await desk.devices()).find((device) => device.code === code)
    if (!pending) throw new Error('the desk does not show the code that the tablet shows')
    await desk.decide(pending.id, 'approve', purpose)
    await this.startWork(vi(purpose === 'kiosk' ? 'kiosk:home.title' : 'unlock:whoTitle'))
  }

  async startWork(title = vi('unlock:whoTitle')): Promise<void> {
    await expect(this.heading(vi('enrol:ready.title'))).toBeVisible()
    await this.button('enrol:ready.start').click()
    await expect(this.heading(title)).toBeVisible()
  }

  /** Choose the first volunteer, unless the lock remembers who it was. */
  async chooseVolunteer(): Promise<void> {
    const who = this.heading(vi('unlock:whoTitle'))
    const pin = this.heading(vi('unlock:pinTitle'))
    await expect(who.or(pin)).toBeVisible()
    if (await who.isVisible()) await this.page.getByRole('button', { name: volunteerName }).first().click()
    await expect(pin).toBeVisible()
  }

  async typePin(pin: string): Promise<void> {
    for (const digit of pin) await this.page.getByRole('button', { name: digit, exact: true }).click()
    await this.button('unlock:open').click()
  }

  async unlock(pin: string): Promise<void> {
    await this.chooseVolunteer()
    await this.typePin(pin)
    await expect(this.heading(vi('unlock:pinTitle'))).toBeHidden()
  }

  /** Open the app at a place and unlock. */
  async enter(path: string, pin: string): Promise<void> {
    await this.goto(path)
    await this.unlock(pin)
  }

  /** Wait until what was typed is durable. */
  async saved(): Promise<void> {
    // two frames, so that the state on the screen is that of the last key and not of the one before
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    await expect(this.page.getByText(vi('common:save.saved'))).toBeVisible()
  }

  /** Until the service worker controls pages and everything is precached: from then on no line is needed. */
  async readyForOffline(): Promise<void> {
    await expect.poll(() => this.page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated')
  }

  /** How many drafts and how many sealed items lie in this tablet's database, as the disk has them. */
  kept(): Promise<{ drafts: number; items: number }> {
    return this.page.evaluate(async () => {
      const done = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
      const database = await done(indexedDB.open('tram-so'))
      const tables = database.transaction(['drafts', 'outbox'])
      const [drafts, items] = await Promise.all([
        done(tables.objectStore('drafts').count()),
        done(tables.objectStore('outbox').count()),
      ])
      database.close()
      return { drafts, items }
    })
  }

  /** A figure of the status screen, e.g. `pending`. */
  async figure(name: 'pending' | 'stored' | 'applied' | 'safe'): Promise<number> {
    const term = this.page.getByRole('term').filter({ hasText: new RegExp(`^${vi(`status:${name}`)}$`) })
    const text = await term.locator('xpath=following-sibling::dd[1]').innerText()
    return Number(text.replace(/\D/g, ''))
  }
}
