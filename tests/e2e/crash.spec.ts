import { HttpProxy } from '../kit/HttpProxy.ts'
import { ActivationWalk } from './kit/ActivationWalk.ts'
import { casesOf } from './kit/cases.ts'
import { expect, test } from './kit/fixtures.ts'
import { vi } from './kit/vi.ts'

/** Kills of each of the two tablets; `KILLS=25` for fifty in all. */
const kills = Number(process.env.KILLS ?? 6)

/** Milliseconds between the tap and the kill: from before the write to after it, evenly, the same in every run. */
const momentOf = (kill: number) => (kill * 7) % 60

const endings: (() => Promise<void>)[] = []
test.afterEach(async () => {
  for (const end of endings.splice(0)) await end()
})

test.describe('fault 4: the browser is killed during a save', () => {
  for (const half of [1, 2]) {
    test(`sealed or still a draft, never both and never neither (${half} of 2)`, async ({ shared, tabletOf }) => {
      test.setTimeout(kills * 20_000 + 60_000)
      const { hub, officer } = shared
      const pin = hub.practice.volunteerPin
      // setOffline would come too late for a browser that wakes its service worker at its start
      const proxy = await HttpProxy.start(hub.port, hub.tls)
      endings.push(() => proxy.stop())
      const tablet = await tabletOf(shared, { origin: proxy.url })
      await tablet.unlock(pin)
      await tablet.readyForOffline()
      proxy.meddle = async ({ path }, forward) => (path.startsWith('/api/') ? null : forward())
      const walk = new ActivationWalk(tablet)
      const sealed: string[] = []
      let draft: string | null = null
      for (let kill = 0; kill < kills; kill += 1) {
        if (draft === null) await walk.declined()
        else {
          await tablet.page.getByRole('listitem').getByRole('link').first().click()
          await expect(tablet.heading(vi('activation:declined.title'))).toBeVisible()
        }
        await tablet.saved()
        const id = new URL(tablet.page.url()).pathname.split('/')[3] ?? ''
        await tablet.page.evaluate(
          ([name, ms]) =>
            new Promise<void>((resolve) => {
              const button = [...document.querySelectorAll('button')].find((one) => one.textContent === name)
              button?.click()
              setTimeout(resolve, Number(ms))
            }),
          [vi('common:done'), momentOf(kill * 2 + half)] as const,
        )
        await tablet.kill()

        await tablet.switchOn()
        await tablet.enter('/field', pin)
        // what lies on the disk, exactly; then what the screen says of it
        const { drafts, items } = await tablet.kept()
        if (drafts === 0) sealed.push(id)
        expect(drafts, `drafts after kill ${kill + 1}`).toBeLessThanOrEqual(1)
        expect(items, `after kill ${kill + 1}: what is no draft is sealed, and only that`).toBe(sealed.length)
        await expect(tablet.page.getByRole('listitem').getByRole('link')).toHaveCount(drafts)
        if (sealed.length > 0) {
          await expect(tablet.pill).toHaveText(vi('common:pending.some', { count: sealed.length }))
        } else await expect(tablet.pill).toHaveText(vi('common:line.no-line'))
        draft = drafts === 1 ? id : null
      }
      expect(sealed.length, 'some kills must come after the write, or this proves nothing').toBeGreaterThan(0)

      proxy.meddle = (_asked, forward) => forward()
      await expect(tablet.pill).toHaveText(vi('common:pending.none'), { timeout: 60_000 })
      await expect
        .poll(async () => {
          const ids = [...(await casesOf(officer)).values()].map((one) => one.id)
          return sealed.filter((id) => ids.includes(id)).length
        })
        .toBe(sealed.length)
    })
  }
})
