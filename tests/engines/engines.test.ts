import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { casesOf } from '../e2e/kit/cases.ts'
import { thiMauDon } from '../e2e/kit/people.ts'
import { vi as words } from '../e2e/kit/vi.ts'
import { DeskClient } from '../kit/DeskClient.ts'
import { HubProcess } from '../kit/HubProcess.ts'
import { EngineTablet } from './EngineTablet.ts'
import { engines } from './engines.ts'

let hub: HubProcess
let officer: DeskClient
beforeAll(async () => {
  hub = await HubProcess.start()
  officer = await DeskClient.signIn(hub.officeUrl, hub.practice.officer)
})
afterAll(() => hub.dispose())

for (const { name, program, open } of engines) {
  test.skipIf(!existsSync(program))(
    `${name}: starts and captures with the hub dead, and sends when it is back`,
    async () => {
      const page = await open(program)
      try {
        const tablet = new EngineTablet(page, hub.fieldUrl)
        await tablet.enrol(await officer.enrolUrl(), officer)
        // it keeps no promise that nobody gave: said in words, and no hindrance in a practice commune
        await tablet.says(words('enrol:storage.warn'))
        await tablet.press(words('enrol:ready.start'))
        await tablet.unlock(hub.practice.volunteerPin)
        await tablet.see('button', words('field:start'))
        await tablet.readyForOffline()
        await hub.killAll()
        await page.restart?.()
        await page.goto(`${hub.fieldUrl}/field`)
        await tablet.unlock(hub.practice.volunteerPin)
        const code = await tablet.capture(thiMauDon)
        await tablet.see('link', words('common:pending.some', { count: 1 }))
        await hub.start()
        await tablet.askUntil(words('common:pending.none'))
        await expect
          .poll(async () => (await casesOf(officer)).get(code)?.title, { timeout: 30_000 })
          .toBe(thiMauDon.name)
        await tablet.askUntil(words('field:tonight.applied'))
      } finally {
        await page.close()
      }
    },
  )
}
