import { expect } from '@playwright/test'
import { DossierWalk } from './DossierWalk.ts'
import { vi } from './vi.ts'

/** What is answered to each question of a form, by the question as the screen asks it; what is not here stays empty. */
type Answers = Readonly<Record<string, () => Promise<void>>>

/** Walks a form by its own answers. */
abstract class FormWalk extends DossierWalk {
  protected abstract readonly said: Answers

  protected pick(name: string): () => Promise<void> {
    return () => this.choose(name)
  }
  protected text(words: string): () => Promise<void> {
    return () => this.write(words)
  }
  protected day(day: string, month: string, year: string): () => Promise<void> {
    return () => this.date(day, month, year)
  }
  protected ethnic(): Promise<void> {
    const { page } = this.tablet
    return page
      .getByRole('textbox')
      .last()
      .fill('xtieng')
      .then(() => page.getByRole('list').getByRole('button').first().click())
  }

  override async questions(): Promise<string[]> {
    return this.questionsTo(vi('dossier:papers.title'))
  }

  /** Every question up to the screen with this heading or lead. @returns the questions in the order in which they came */
  async questionsTo(end: string): Promise<string[]> {
    const { page } = this.tablet
    const asked: string[] = []
    for (;;) {
      const heading = page.getByRole('heading', { level: 1 })
      await expect(heading).not.toHaveText(asked.at(-1) ?? vi('dossier:known.title'))
      const question = (await heading.innerText()).trim()
      if (await page.getByText(end, { exact: true }).isVisible()) return asked
      asked.push(question)
      await this.said[question]?.()
      await this.tablet.button('common:next').click()
    }
  }
}

export class BirthWalk extends FormWalk {
  protected readonly said: Answers = {
    'Người đi khai là gì của em bé?': this.pick('Mẹ'),
    'Người đi khai có quốc tịch nước nào?': this.pick('Việt Nam'),
    'Người đi khai thuộc dân tộc gì?': () => this.ethnic(),
    'Em bé tên gì? Ghi đủ họ, chữ đệm, tên': this.text('Điểu Thử Mai'),
    'Em bé sinh ngày nào?': this.day('5', '11', '2026'),
    'Em bé là trai hay gái?': this.pick('Nữ'),
    'Em bé thuộc dân tộc gì?': () => this.ethnic(),
    'Em bé có quốc tịch nước nào?': this.pick('Việt Nam'),
    'Em bé sinh ở đâu?': this.text('Trạm y tế xã Thử'),
    'Quê quán của em bé ở đâu?': this.text('Xã Thử'),
    'Có giấy gì về việc sinh của em bé?': this.pick('Giấy chứng sinh'),
    'Tờ khai có ghi tên cha không?': this.pick('Có'),
    'Họ tên cha': this.text('Điểu Thử Cha'),
    'Năm sinh của cha': this.day('', '', '1983'),
    'Dân tộc của cha': () => this.ethnic(),
    'Quốc tịch của cha': this.pick('Việt Nam'),
    'Bà con cam đoan những lời khai trên là đúng?': this.pick(vi('dossier:pledge')),
    'Bà con có xin thêm bản sao không?': this.pick('Có'),
    'Xin mấy bản sao?': this.text('2'),
  }
}

export class ResidenceWalk extends FormWalk {
  protected readonly said: Answers = {
    'Gửi đến cơ quan nào?': this.text('Công an xã Thử'),
    'Họ tên người xin tạm trú': this.text('Thị Thử Hiền'),
    'Sinh ngày nào?': this.day('9', '4', '1985'),
    'Nam hay nữ?': this.pick('Nữ'),
    'Số định danh cá nhân': this.text('070185012345'),
    'Người xin tạm trú có phải là chủ hộ không?': this.pick('Có'),
    'Bà con xin đăng ký tạm trú ở đâu?': this.text('Đăng ký tạm trú tại Ấp 7, xã Thử'),
  }

  /** From the list of work, where no activation came before. */
  async beginFromWork(form: string): Promise<void> {
    const { tablet } = this
    await tablet.page.getByRole('link', { name: vi('field:newDossier') }).click()
    await tablet.page.getByRole('button', { name: form, exact: true }).click()
    await expect(tablet.heading(vi('activation:consent.title'))).toBeVisible()
    await tablet.page.getByRole('checkbox').check()
    await this.choose(vi('consent:method.signature'))
    await this.sign()
    await tablet.button('activation:consent.agree').click()
    await expect(tablet.heading(vi('activation:consent.title'))).toBeHidden()
  }

  /** Two strokes with a finger, or with a mouse. */
  async sign(): Promise<void> {
    const { page } = this.tablet
    const box = page.getByRole('img', { name: vi('consent:mark.empty') })
    await box.scrollIntoViewIfNeeded()
    const { x, y, width, height } = (await box.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 }
    for (const row of [0.3, 0.6]) {
      await page.mouse.move(x + width * 0.2, y + height * row)
      await page.mouse.down()
      await page.mouse.move(x + width * 0.8, y + height * (row + 0.2), { steps: 8 })
      await page.mouse.up()
    }
    await expect(page.getByRole('img', { name: vi('consent:mark.there') })).toBeVisible()
  }

  async addMember(name: string, year: string, relation: string): Promise<void> {
    const { page } = this.tablet
    await page.getByRole('button', { name: /thêm một người$/i }).click()
    await page.getByRole('textbox', { name: 'Họ tên', exact: true }).fill(name)
    await this.date('', '', year)
    await this.choose('Nam')
    await page.getByRole('textbox', { name: 'Là gì của chủ hộ?' }).fill(relation)
    await this.tablet.button('dossier:members.done').click()
    await expect(page.getByRole('link', { name: vi('dossier:members.edit', { name }) })).toBeVisible()
  }

  async moveUp(name: string): Promise<void> {
    await this.tablet.page.getByRole('button', { name: vi('dossier:members.upWhat', { name }) }).click()
  }

  async remove(name: string): Promise<void> {
    const { page } = this.tablet
    await page.getByRole('button', { name: vi('dossier:members.removeWhat', { name }) }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: vi('dossier:members.remove'), exact: true })
      .click()
    await expect(page.getByRole('link', { name: vi('dossier:members.edit', { name }) })).toHaveCount(0)
  }

  async listed(names: readonly string[]): Promise<void> {
    const links = this.tablet.page.locator('.members__who strong')
    await expect(links).toHaveText([...names])
  }
}
