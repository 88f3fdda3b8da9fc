import { type BrowserContext, expect, type Page } from '@playwright/test'

/** Hears of every script that hostile text brings to run in a browser, and of every one that only the page's policy stopped. */
export class ScriptTrap {
  readonly heard: string[] = []

  private constructor(readonly context: BrowserContext) {}

  /** Of pages that are loaded from now on. */
  static async on(context: BrowserContext): Promise<ScriptTrap> {
    const trap = new ScriptTrap(context)
    await context.exposeBinding('xssRan', (_source, what: unknown) => {
      trap.heard.push(`ran ${String(what)}`)
    })
    await context.exposeBinding('xssBlocked', (_source, what: unknown) => {
      trap.heard.push(`blocked ${String(what)}`)
    })
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const report: unknown = Reflect.get(window, 'xssBlocked')
        if (typeof report === 'function') report(event.effectiveDirective)
      })
    })
    context.on('dialog', (dialog) => {
      trap.heard.push(`said ${dialog.message()}`)
      void dialog.dismiss()
    })
    return trap
  }

  /** Nothing ran, nothing had to be stopped, and no text became a part of the page. */
  async check(page: Page, where: string): Promise<void> {
    const made = await page.evaluate(() => {
      const strange =
        '[data-xss], [onerror], [onload], iframe, object, embed, base, u, script:not([src]), a[href^="javascript:" i]'
      return [...document.querySelectorAll(strange)].map((element) => element.outerHTML.slice(0, 200))
    })
    expect([where, made, this.heard]).toEqual([where, [], []])
  }

  /** The trap hears, and the page's policy is on: what no text of ours does, a script of the test tries. */
  async prove(page: Page): Promise<void> {
    const refused = await page.evaluate(() => {
      const tried: Array<() => void> = [
        () => {
          document.body.innerHTML = '<img src=x onerror=xssRan(0)>'
        },
        () => {
          const script = document.createElement('script')
          script.textContent = 'xssRan(0)'
          document.body.append(script)
        },
      ]
      return tried.map((work) => {
        try {
          work()
          return 'taken'
        } catch (error) {
          return error instanceof TypeError ? 'refused' : String(error)
        }
      })
    })
    expect(refused).toEqual(['refused', 'refused'])
    // an address is no script to Trusted Types: here the policy itself must say no
    await page.evaluate(() => {
      const link = document.createElement('a')
      link.href = 'javascript:xssRan(0)'
      document.body.append(link)
      link.click()
      link.remove()
    })
    await expect.poll(() => this.heard.some((what) => what.startsWith('blocked script-src'))).toBe(true)
    expect(this.heard.filter((what) => what.startsWith('ran'))).toEqual([])
    this.heard.splice(0)
  }
}

/** Go to a page of the app as a link in it would, without loading it anew. */
export async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate((href) => {
    const link = document.createElement('a')
    link.href = href
    document.body.append(link)
    link.click()
    link.remove()
  }, path)
  await page.waitForURL((url) => url.pathname.startsWith(path.split('?')[0] ?? path))
}
