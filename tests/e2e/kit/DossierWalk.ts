import { expect } from '@playwright/test'
import type { Tablet } from './Tablet.ts'
import { vi } from './vi.ts'

/** Answers that the activation does not know, by the question as the screen asks it. */
const answers: Readonly<Record<string, (walk: DossierWalk) => Promise<void>>> = {
  'Bà con xin giấy này cho chính mình phải không?': (walk) => walk.choose('Có'),
  'Dân tộc gì?': async (walk) => {
    await walk.tablet.page.getByRole('textbox', { name: 'Dân tộc gì?' }).fill('xtieng')
    await walk.tablet.page.getByRole('list', { name: 'Dân tộc gì?' }).getByRole('button').first().click()
  },
  'Quốc tịch nước nào?': (walk) => walk.choose('Việt Nam'),
  'Thẻ do đâu cấp?': (walk) => walk.write('Cục Cảnh sát Thử'),
  'Hiện nay tình trạng hôn nhân thế nào?': (walk) => walk.choose('Chưa kết hôn'),
  'Xin giấy này để làm gì?': (walk) => walk.write(walk.purpose),
  'Trước đây bà con đã được cấp giấy này chưa?': (walk) => walk.choose('Không'),
  'Bà con cam đoan những lời khai trên là đúng?': (walk) => walk.choose(vi('dossier:pledge')),
  'Ngày làm giấy': (walk) => walk.date('22', '11', '2026'),
}

/** Walks the screens of one dossier of *xác nhận tình trạng hôn nhân*. */
export class DossierWalk {
  constructor(
    readonly tablet: Tablet,
    readonly purpose = 'để đăng ký kết hôn',
    private readonly onScreen: (name: string) => Promise<void> = async () => undefined,
  ) {}

  private get page() {
    return this.tablet.page
  }

  choose(label: string): Promise<void> {
    return this.page.getByRole('radio', { name: label, exact: true }).check()
  }

  write(text: string): Promise<void> {
    return this.page.getByRole('textbox').last().fill(text)
  }

  async date(day: string, month: string, year: string): Promise<void> {
    await this.page.getByRole('textbox', { name: vi('common:date.dayBox'), exact: true }).fill(day)
    await this.page.getByRole('textbox', { name: vi('common:date.monthBox'), exact: true }).fill(month)
    await this.page.getByRole('textbox', { name: vi('common:date.yearBox'), exact: true }).fill(year)
  }

  /** From the screen after an activation: which form, by its name on the screen. */
  async begin(form = 'Xác nhận tình trạng hôn nhân'): Promise<void> {
    await this.choose(form)
    await this.tablet.button('activation:done.dossier').click()
    await expect(this.tablet.heading(vi('dossier:known.title'))).toBeVisible()
  }

  /** What the activation asked is there, to be confirmed and not typed again. */
  async known(values: readonly string[]): Promise<void> {
    await this.onScreen('dossier-known')
    for (const value of values)
      await expect(this.page.getByRole('definition').filter({ hasText: value }).first()).toBeVisible()
    await this.tablet.button('dossier:known.allRight').click()
  }

  /** Every question that is left, then the papers. @returns the questions in the order in which they came */
  async questions(): Promise<string[]> {
    const asked: string[] = []
    for (;;) {
      const heading = this.page.getByRole('heading', { level: 1 })
      await expect(heading).not.toHaveText(asked.at(-1) ?? vi('dossier:known.title'))
      const question = (await heading.innerText()).trim()
      if (question === vi('dossier:papers.title')) return asked
      asked.push(question)
      await answers[question]?.(this)
      await this.onScreen(`dossier-question-${asked.length}`)
      await this.tablet.button('common:next').click()
    }
  }

  async papers(): Promise<void> {
    await expect(this.tablet.heading(vi('dossier:papers.title'))).toBeVisible()
    for (const have of await this.page.getByRole('radio', { name: vi('form:paper.have') }).all()) await have.check()
    await this.onScreen('dossier-papers')
    await this.tablet.button('common:next').click()
  }

  /** Check the answers, then seal. @returns the dossier's code */
  async check(values: readonly string[] = []): Promise<string> {
    await expect(this.tablet.heading(vi('dossier:check.title'))).toBeVisible()
    for (const value of values)
      await expect(this.page.getByRole('definition').filter({ hasText: value }).first()).toBeVisible()
    await this.onScreen('dossier-check')
    await this.tablet.button('dossier:check.finish').click()
    await expect(this.tablet.heading(vi('dossier:done.title'))).toBeVisible()
    await this.onScreen('dossier-done')
    const spoken = await this.page.getByRole('status', { name: /^T S - / }).getAttribute('aria-label')
    return (spoken ?? '').replaceAll(' ', '')
  }
}
