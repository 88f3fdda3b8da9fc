import { test as base } from '@playwright/test'
import { DeskClient } from '../../kit/DeskClient.ts'
import { HubProcess } from '../../kit/HubProcess.ts'
import { DeskPage } from './DeskPage.ts'
import { Tablet, type TabletOptions } from './Tablet.ts'

/** A hub with an officer who speaks to it over its API. */
export interface Place {
  hub: HubProcess
  officer: DeskClient
}

interface Fixtures {
  /** a hub that this test alone uses, and may kill */
  own: Place
  /** a tablet that belongs to the shared hub's team, locked; at the hub or at a proxy before it */
  tabletOf: (place: Place, options?: TabletOptions & { origin?: string; purpose?: 'team' | 'kiosk' }) => Promise<Tablet>
  /** the desk's pages, signed in */
  deskOf: (place: Place) => Promise<DeskPage>
}

interface WorkerFixtures {
  /** one hub for all tests of a worker that do not harm it */
  shared: Place
}

async function openPlace(): Promise<Place> {
  const hub = await HubProcess.start()
  return { hub, officer: await DeskClient.signIn(hub.officeUrl, hub.practice.officer) }
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  shared: [
    async ({ headless: _headless }, use) => {
      const place = await openPlace()
      await use(place)
      await place.hub.dispose()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  own: [
    async ({ headless: _headless }, use) => {
      const place = await openPlace()
      await use(place)
      await place.hub.dispose()
    },
    { timeout: 60_000 },
  ],
  tabletOf: async ({ headless: _headless }, use) => {
    const tablets: Tablet[] = []
    await use(async ({ hub, officer }, { origin = hub.fieldUrl, purpose = 'team', ...options } = {}) => {
      const tablet = await Tablet.open(origin, options)
      tablets.push(tablet)
      await tablet.enrol(await officer.enrolUrl(), officer, purpose)
      return tablet
    })
    for (const tablet of tablets) await tablet.dispose()
  },
  deskOf: async ({ page }, use) => {
    await use(async ({ hub }) => {
      const desk = new DeskPage(page, hub.officeUrl)
      await desk.signIn(hub.practice)
      return desk
    })
  },
})
export { expect } from '@playwright/test'
