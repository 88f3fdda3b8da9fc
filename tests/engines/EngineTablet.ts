import type { Resident } from '../e2e/kit/people.ts'
import { vi } from '../e2e/kit/vi.ts'
import type { DeskClient } from '../kit/DeskClient.ts'
import type { EngineElement, EnginePage, Role } from './EnginePage.ts'

const patienceMs = 30_000
const escaped = (text: string) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)

/** The tablet's app in a browser of any make, used as a volunteer uses it. */
export class EngineTablet {
  constructor(
    readonly page: EnginePage,
    readonly origin: string,
  ) {}

  /** Waits until there is an element of this role and name. */
  async see(role: Role, name: string | RegExp): Promise<EngineElement> {
    const wanted = typeof name === 'string' ? escaped(name) : name
    const until = Date.now() + patienceMs
    while (Date.now() < until) {
      // while a page is being left there is nothing to look at
      const found = await this.page.find(role, wanted).catch(() => null)
      if (found) return found
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`no ${role} ${wanted}; the page says: ${String(await this.page.value('document.body.innerText'))}`)
  }

  async says(text: string): Promise<void> {
    const until = Date.now() + patienceMs
    while (!String(await this.page.value('document.body.innerText')).includes(text)) {
      if (Date.now() > until) throw new Error(`the page does not say: ${text}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  /** Ask the commune by the button, until the page says this: a retry of its own may wait for a minute. */
  async askUntil(text: string): Promise<void> {
    const until = Date.now() + patienceMs
    while (!String(await this.page.value('document.body.innerText')).includes(text)) {
      if (Date.now() > until) throw new Error(`the page does not say: ${text}`)
      await this.press(vi('field:asked.button'))
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
  }

  async press(name: string | RegExp, role: Role = 'button'): Promise<void> {
    const until = Date.now() + patienceMs
    for (;;) {
      try {
        return await (await this.see(role, name)).click()
      } catch (error) {
        // drawn anew between the look and the finger
        if (Date.now() > until) throw error
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
  }

  async write(label: string, text: string): Promise<void> {
    await (await this.see('textbox', label)).type(text)
  }

  async enrol(enrolUrl: string, desk: DeskClient): Promise<void> {
    const { pathname, hash } = new URL(enrolUrl)
    await this.page.goto(this.origin + pathname + hash)
    await this.see('heading', vi('enrol:pending.title'))
    const shown = String(await this.page.value(`document.querySelector('output').getAttribute('aria-label')`))
    const code = shown.replace(/\D/g, '')
    const pending = (await desk.devices()).find((device) => device.code === code)
    if (!pending) throw new Error('the desk does not show the code that the tablet shows')
    await desk.decide(pending.id, 'approve')
    await this.see('heading', vi('enrol:ready.title'))
  }

  async unlock(pin: string): Promise<void> {
    await this.press(/Tình nguyện viên/)
    await this.see('heading', vi('unlock:pinTitle'))
    for (const digit of pin) await this.press(new RegExp(`^${digit}$`))
    await this.press(vi('unlock:open'))
  }

  /** Until everything is kept that a start without a line needs. */
  async readyForOffline(): Promise<void> {
    const until = Date.now() + patienceMs
    while ((await this.page.value('navigator.serviceWorker.controller?.state')) !== 'activated') {
      if (Date.now() > until) throw new Error('no service worker came to control this page')
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  /** Somebody without a phone is asked everything, and goes home with a slip. @returns the code on it */
  async capture(resident: Resident): Promise<string> {
    const next = () => this.press(vi('common:next'))
    await this.press(vi('field:start'))
    await this.press(vi('activation:consent.read'), 'checkbox')
    await this.press(vi('consent:method.voice'), 'radio')
    await this.press(vi('activation:consent.agree'))
    await this.write(vi('activation:name.question'), resident.name)
    await next()
    await this.write(vi('activation:idNumber.question'), resident.idNumber)
    await next()
    await this.write(vi('common:date.dayBox'), resident.birth.day)
    await this.write(vi('common:date.monthBox'), resident.birth.month)
    await this.write(vi('common:date.yearBox'), resident.birth.year)
    await next()
    await this.press(vi(`domain:sex.${resident.sex}`), 'radio')
    await next()
    await this.press(vi('domain:phoneOwner.none'), 'radio')
    await next()
    await this.write(vi('activation:address.text'), resident.house)
    await this.write(vi('activation:address.commune'), resident.communeTyped)
    await this.press(resident.communeOld)
    await next()
    await this.press('Việt', 'radio')
    await next()
    await this.see('heading', vi('activation:outcome.question'))
    await next()
    await this.see('heading', vi('activation:slip.title'))
    const code = String(await this.page.value(`document.querySelector('output').getAttribute('aria-label')`))
    await this.press(vi('activation:slip.finish'))
    await this.see('heading', vi('activation:done.title'))
    await this.press(vi('activation:done.home'), 'link')
    return code.replaceAll(' ', '')
  }
}
