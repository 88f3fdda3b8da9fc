import { expect } from '@playwright/test'
import type { Resident } from './people.ts'
import type { Tablet } from './Tablet.ts'
import { vi } from './vi.ts'

/** The steps of the ladder, as `domain/packs/activation-ladder.json` orders them. */
export const ladderSteps = [
  'sms',
  'install',
  'tapActivate',
  'idAndPhone',
  'sendRequest',
  'otp',
  'password',
  'passcode',
  'securityQuestions',
  'loginAgain',
] as const

/** Walks the screens of one activation as a volunteer does: finds things by what stands on the screen. */
export class ActivationWalk {
  constructor(
    readonly tablet: Tablet,
    /** called on every screen once it stands, e.g. to look at it */
    private readonly onScreen: (name: string) => Promise<void> = async () => undefined,
  ) {}

  private get page() {
    return this.tablet.page
  }

  private async at(name: string, heading: string): Promise<void> {
    await expect(this.tablet.heading(heading)).toBeVisible()
    await this.onScreen(name)
  }

  field(key: string) {
    return this.page.getByRole('textbox', { name: vi(key), exact: true })
  }

  radio(key: string) {
    return this.page.getByRole('radio', { name: vi(key), exact: true })
  }

  next(key = 'common:next') {
    return this.tablet.button(key).click()
  }

  /** From the home screen. */
  async start(): Promise<void> {
    await this.tablet.button('field:start').click()
    await expect(this.tablet.heading(vi('activation:consent.title'))).toBeVisible()
  }

  async consent(): Promise<void> {
    await this.at('consent', vi('activation:consent.title'))
    await this.page.getByRole('checkbox', { name: vi('activation:consent.read') }).check()
    await this.radio('consent:method.voice').check()
    await this.next('activation:consent.agree')
  }

  async name({ name }: Resident): Promise<void> {
    await this.at('name', vi('activation:name.question'))
    await this.field('activation:name.question').fill(name)
    await this.next()
  }

  async idNumber({ idNumber }: Resident): Promise<void> {
    await this.at('idNumber', vi('activation:idNumber.question'))
    await this.field('activation:idNumber.question').fill(idNumber)
    await this.next()
  }

  async birthDate({ birth }: Resident): Promise<void> {
    await this.at('birthDate', vi('activation:birthDate.question'))
    await this.field('common:date.dayBox').fill(birth.day)
    await this.field('common:date.monthBox').fill(birth.month)
    await this.field('common:date.yearBox').fill(birth.year)
    await this.next()
  }

  async sex({ sex }: Resident): Promise<void> {
    await this.at('sex', vi('activation:sex.question'))
    await this.radio(`domain:sex.${sex}`).check()
    await this.next()
  }

  async phone({ phone }: Resident): Promise<void> {
    await this.at('phone', vi('activation:phone.question'))
    await this.radio('domain:phoneOwner.self').check()
    await this.field('activation:phone.number').fill(phone)
    await this.next()
  }

  /** The old commune is chosen, as it stands on the card; the new one is shown. */
  async address({ house, communeTyped, communeOld, communeNew }: Resident): Promise<void> {
    await this.at('address', vi('activation:address.question'))
    await this.field('activation:address.text').fill(house)
    await this.field('activation:address.commune').fill(communeTyped)
    await this.page
      .getByRole('list', { name: vi('activation:address.commune') })
      .getByRole('button', { name: communeOld })
      .click()
    await expect(this.page.getByText(vi('activation:address.now', { name: communeNew }))).toBeVisible()
    await this.next()
  }

  async language(): Promise<void> {
    await this.at('language', vi('activation:language.question'))
    await this.page.getByRole('radio', { name: 'Việt', exact: true }).check()
    await this.next()
  }

  /** Consent and all questions about the person. */
  async questions(resident: Resident): Promise<void> {
    await this.consent()
    await this.name(resident)
    await this.idNumber(resident)
    await this.birthDate(resident)
    await this.sex(resident)
    await this.phone(resident)
    await this.address(resident)
    await this.language()
  }

  async stepDone(step: string): Promise<void> {
    await this.at(`step-${step}`, vi(`ladder:${step}.title`))
    await this.next('guide:worked')
  }

  /** This step did not work, for a known reason; the screen comes back to the step. */
  async stepFails(step: string, failure: string): Promise<void> {
    await this.at(`step-${step}`, vi(`ladder:${step}.title`))
    await this.tablet.button('guide:notYet').click()
    await this.at('why', vi('guide:why.question'))
    await this.radio(`ladder:failure.${failure}.label`).check()
    await this.next('guide:why.record')
    await expect(this.tablet.heading(vi(`ladder:${step}.title`))).toBeVisible()
  }

  /** All steps from one on, each done at once. */
  async ladder(from: (typeof ladderSteps)[number] = 'sms'): Promise<void> {
    for (const step of ladderSteps.slice(ladderSteps.indexOf(from))) await this.stepDone(step)
  }

  async outcome(): Promise<void> {
    await this.at('outcome', vi('activation:outcome.question'))
    await this.next()
  }

  /** The code on the slip; then it is sealed. */
  async slip(): Promise<string> {
    await this.at('slip', vi('activation:slip.title'))
    const code = await this.slipCode()
    await this.next('activation:slip.finish')
    await this.at('activation-done', vi('activation:done.title'))
    return code
  }

  async slipCode(): Promise<string> {
    const spoken = await this.page.getByRole('status', { name: /^T S - / }).getAttribute('aria-label')
    return (spoken ?? '').replaceAll(' ', '')
  }

  /** The whole of it, nothing going wrong. @returns the code on the slip */
  async all(resident: Resident): Promise<string> {
    await this.start()
    await this.questions(resident)
    await this.ladder()
    await this.outcome()
    return this.slip()
  }

  /** The shortest case there is: somebody who does not want it. @returns at the button that seals */
  async declined(): Promise<void> {
    await this.start()
    await this.tablet.button('activation:consent.refuse').click()
    await expect(this.tablet.heading(vi('activation:declined.title'))).toBeVisible()
  }
}
