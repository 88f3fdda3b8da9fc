import { expect, type Locator, type Page } from '@playwright/test'
import type { Tablet } from './Tablet.ts'
import { vi } from './vi.ts'

export interface FirstOfficer {
  displayName: string
  name: string
  password: string
}

/** Walks the pages of the set-up as the first officer does, from the one-time link on. */
export class SetupWalk {
  constructor(
    readonly page: Page,
    /** called on every page once it stands, e.g. to look at it */
    private readonly onPage: (name: string) => Promise<void> = async () => undefined,
  ) {}

  button(key: string, data: Record<string, string | number> = {}): Locator {
    return this.page.getByRole('button', { name: vi(key, data), exact: true })
  }

  link(key: string, data: Record<string, string | number> = {}): Locator {
    return this.page.getByRole('link', { name: vi(key, data), exact: true })
  }

  field(key: string, data: Record<string, string | number> = {}): Locator {
    return this.page.getByRole('textbox', { name: vi(key, data), exact: true })
  }

  async at(key: string, data: Record<string, string | number> = {}): Promise<void> {
    await expect(this.page.getByRole('heading', { level: 1, name: vi(key, data) })).toBeVisible()
  }

  /** Found in the list by what is typed; the list knows its old names. */
  async commune(typed: string, name: string): Promise<void> {
    await this.button('setup:choice.start').click()
    await this.at('setup:real.title')
    await this.onPage('commune')
    await this.field('setup:form.commune').fill(typed)
    const found = this.page.getByRole('list', { name: vi('setup:form.commune') })
    await found.getByRole('button', { name }).click()
    await expect(this.field('setup:form.oldName')).not.toHaveValue('')
    await this.onPage('commune-chosen')
    await this.button('common:next').click()
  }

  /** A password that is refused first, then the right one. */
  async officer({ displayName, name, password }: FirstOfficer, weak: string): Promise<void> {
    await this.field('setup:form.displayName').fill(displayName)
    await this.field('setup:form.login').fill(name)
    await this.page.getByLabel(vi('setup:form.password'), { exact: true }).fill(weak)
    await this.button('setup:real.submit').click()
    await expect(this.page.getByRole('alert').getByText(vi('setup:problem.passwordDigits'))).toBeVisible()
    await this.onPage('officer')
    await this.page.getByLabel(vi('setup:form.password'), { exact: true }).fill(password)
    await this.button('setup:real.submit').click()
  }

  async hamlets(list: string, count: number): Promise<void> {
    await this.at('wizard:hamlets.title')
    await this.onPage('hamlets')
    await this.field('wizard:hamlets.label').fill(list)
    await this.button('wizard:hamlets.look').click()
    await this.onPage('hamlets-read')
    await this.button('wizard:hamlets.add', { count }).click()
    await expect(this.page.getByText(vi('wizard:hamlets.there', { count }))).toBeVisible()
    await this.link('common:next').click()
  }

  async teams(count: number): Promise<void> {
    await this.at('wizard:teams.title')
    await this.onPage('teams')
    await this.button('wizard:teams.addAll', { count }).click()
    await expect(this.link('common:next')).toBeVisible()
    await this.link('common:next').click()
  }

  /** @returns the PINs on the slips, in the order of the names */
  async volunteers(team: string, names: readonly string[]): Promise<string[]> {
    await this.at('wizard:volunteers.title')
    await this.page.getByRole('radio', { name: team }).check()
    await this.field('wizard:volunteers.label').fill(names.join('\n'))
    await this.onPage('volunteers')
    await this.button('wizard:volunteers.add').click()
    for (const name of names) await expect(this.page.getByText(vi('desk:pinSlip.title', { name }))).toBeVisible()
    await expect(this.button('desk:pinSlip.done')).toBeEnabled()
    await this.onPage('pin-slips')
    const pins = await this.page.locator('output').evaluateAll((all) => all.map((one) => one.ariaLabel ?? ''))
    await this.button('desk:pinSlip.done').click()
    return pins.map((pin) => pin.replaceAll(' ', ''))
  }

  /** @returns the three shares as they stand on the paper */
  async sheet(password: string): Promise<string[]> {
    await this.at('wizard:sheet.title')
    await this.onPage('sheet')
    await this.page.getByLabel(vi('wizard:sheet.password'), { exact: true }).fill(`${password}?`)
    await this.button('wizard:sheet.make').click()
    await expect(this.page.getByText(vi('problems:wrong-login.text'))).toBeVisible()
    await this.page.getByLabel(vi('wizard:sheet.password'), { exact: true }).fill(password)
    await this.button('wizard:sheet.make').click()
    await this.at('wizard:sheet.printTitle')
    await this.onPage('sheet-print')
    const shares = await this.page.locator('pre').allInnerTexts()
    await this.button('wizard:sheet.print').click()
    await this.link('common:next').click()
    return shares
  }

  async drill(first: string, second: string): Promise<void> {
    await this.at('wizard:drill.title')
    await this.field('wizard:drill.share', { number: 1 }).fill(first)
    await this.field('wizard:drill.share', { number: 2 }).fill(second)
    await this.button('wizard:drill.prove').click()
  }

  /** The first tablet, from the link to its six digits. @returns once it is let in */
  async tablet(tablet: Tablet, team: string): Promise<void> {
    await this.at('wizard:tablet.title')
    await this.page.getByRole('radio', { name: team }).check()
    await this.button('desk:devices.link.make').click()
    await tablet.page.goto(await this.field('desk:devices.link.label').inputValue())
    const code = await tablet.code()
    const shown = [...`${code.slice(0, 3)} ${code.slice(3)}`].join(' ')
    await expect(this.page.getByRole('status', { name: shown, exact: true })).toBeVisible()
    await this.onPage('tablet-waits')
    await this.button('desk:devices.pending.approve').click()
    await expect(this.page.getByText(/^Đã duyệt/)).toBeVisible()
  }
}
