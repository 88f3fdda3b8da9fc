import { expect, type Locator, type Page } from '@playwright/test'
import type { PracticeHub } from '../../kit/HubProcess.ts'
import { vi } from './vi.ts'

/** The commune's desk as an officer uses it, in a browser of its own. */
export class DeskPage {
  constructor(
    readonly page: Page,
    readonly url: string,
  ) {}

  button(key: string, data: Record<string, string | number> = {}): Locator {
    return this.page.getByRole('button', { name: vi(key, data), exact: true })
  }

  heading(name: string | RegExp): Locator {
    return this.page.getByRole('heading', { level: 1, name })
  }

  async signIn({ officer }: PracticeHub): Promise<void> {
    await this.page.goto(this.url)
    await expect(this.heading(vi('desk:login.heading'))).toBeVisible()
    await this.page.getByRole('textbox', { name: vi('desk:login.name'), exact: true }).fill(officer.name)
    await this.page.getByLabel(vi('desk:login.password'), { exact: true }).fill(officer.password)
    await this.button('desk:login.submit').click()
    await expect(this.heading(vi('desk:inbox.heading'))).toBeVisible()
  }

  part(name: 'inbox' | 'devices' | 'attention'): Locator {
    const words = new RegExp(`^${vi(`desk:frame.${name}`)}( \\(|$)`)
    return this.page.getByRole('navigation', { name: vi('desk:frame.nav') }).getByRole('link', { name: words })
  }

  async inbox(): Promise<void> {
    await this.part('inbox').click()
    await expect(this.heading(vi('desk:inbox.heading'))).toBeVisible()
  }

  /** Compare the code by sight and approve the tablet that shows it. */
  async approve(code: string): Promise<void> {
    await this.part('devices').click()
    const card = this.page.getByText(vi('desk:devices.pending.compare')).locator('xpath=ancestor::*[.//button][1]')
    const shown = card.getByRole('status', { name: [...`${code.slice(0, 3)} ${code.slice(3)}`].join(' '), exact: true })
    await expect(shown).toBeVisible()
    await card
      .filter({ has: shown })
      .getByRole('button', { name: vi('desk:devices.pending.approve') })
      .click()
    await expect(shown).toBeHidden()
  }

  row(code: string): Locator {
    return this.page.getByRole('row').filter({ hasText: code })
  }

  /** Open a case from the list by its short code. */
  async open(code: string): Promise<void> {
    await this.row(code).getByRole('link', { name: code }).click()
    await expect(this.page.getByText(code).first()).toBeVisible()
    await expect(this.page.getByRole('link', { name: vi('desk:case.toInbox') })).toBeVisible()
  }

  /** Give a command, with its sentence or code where it asks for one. */
  async command(
    name: 'receive' | 'startAppraisal' | 'approve' | 'returnResult' | 'sendBack' | 'close',
    text?: string,
  ): Promise<void> {
    await this.button(`desk:command.${name}`).click()
    const dialog = this.page.getByRole('dialog', { name: vi(`desk:ask.${name}.title`) })
    if (text !== undefined) await dialog.getByRole('textbox').fill(text)
    await dialog.getByRole('button', { name: vi(`desk:command.${name}`), exact: true }).click()
    await expect(this.page.getByText(vi(`desk:done.${name}`))).toBeVisible()
  }
}
