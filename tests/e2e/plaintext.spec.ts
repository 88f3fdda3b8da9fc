import pg from 'pg'
import { z } from 'zod'
import { ActivationWalk } from './kit/ActivationWalk.ts'
import { casesOf } from './kit/cases.ts'
import { DossierWalk } from './kit/DossierWalk.ts'
import { expect, test } from './kit/fixtures.ts'
import { huntFolder, markersIn } from './kit/hunt.ts'
import { type Resident, thiMauDon } from './kit/people.ts'
import { vi } from './kit/vi.ts'

/** Words and numbers that stand in no program, no font and no dictionary. */
const marked: Resident = {
  ...thiMauDon,
  name: 'Qxvzby Wkjfhg',
  idNumber: '070152739184',
  phone: '0917392846',
  house: 'Zvqxjk Ghwfpb',
}
const purpose = 'Jqwzxv Kbfghp'
const place = 'Fzqjwx Hvbkgp'
const reason = 'Wvzqkx Bjfhgp'
const markers = ['Qxvzby', 'Wkjfhg', marked.idNumber, marked.phone, 'Zvqxjk', 'Jqwzxv', 'Fzqjwx', 'Wvzqkx']

const itemSchema = z.array(z.object({ row: z.string() }))

test('fault 39: what was typed stands nowhere readable: profile, addresses, titles, logs, stored items', async ({
  own,
  tabletOf,
  page,
}) => {
  test.setTimeout(180_000)
  const { hub, officer } = own
  const pin = hub.practice.volunteerPin
  const tablet = await tabletOf(own)
  await tablet.unlock(pin)
  await tablet.readyForOffline()
  await tablet.context.setOffline(true)
  const titles = new Set<string>()
  const walk = new ActivationWalk(tablet, async () => void titles.add(await tablet.page.title()))
  await walk.start()
  await walk.questions(marked)
  await walk.stepFails('sms', 'phoneDiffers')
  await walk.stepFails('sms', 'phoneDiffers')
  await tablet.button('activation:step.stop').click()
  await walk.field('activation:outcome.reason').fill(reason)
  await walk.field('activation:outcome.place').fill(place)
  await tablet.saved()

  await test.step('in the middle of a case, killed', async () => {
    await tablet.kill()
    expect(huntFolder(tablet.profile, markers)).toEqual([])
  })

  await tablet.switchOn()
  await tablet.context.setOffline(true)
  await tablet.enter('/field', pin)
  await tablet.page.getByRole('listitem').getByRole('link').first().click()
  await expect(walk.field('activation:outcome.place')).toHaveValue(place)
  await walk.outcome()
  await walk.slip()
  const dossier = new DossierWalk(tablet, purpose, async () => void titles.add(await tablet.page.title()))
  await dossier.begin()
  await dossier.known([marked.name])
  await dossier.questions()
  await dossier.papers()
  await dossier.check([purpose])

  await test.step('sealed and not sent, killed', async () => {
    await tablet.kill()
    expect(huntFolder(tablet.profile, markers)).toEqual([])
  })

  await tablet.switchOn()
  await tablet.enter('/field', pin)
  await expect.poll(async () => (await casesOf(officer)).size, { timeout: 30_000 }).toBe(2)
  await expect(tablet.pill).toHaveText(vi('common:pending.none'))

  await test.step('sent, killed; the hub said nothing and stored what it cannot read as it came', async () => {
    await tablet.kill()
    expect(huntFolder(tablet.profile, markers)).toEqual([])
    expect(markersIn(Buffer.from([...tablet.addresses].join('\n')), markers)).toEqual([])
    expect(markersIn(Buffer.from([...titles].join('\n')), markers)).toEqual([])
    expect(markersIn(Buffer.from(tablet.said.join('\n')), markers)).toEqual([])
    expect(markersIn(Buffer.from(hub.log), markers)).toEqual([])
    const database = new pg.Client(hub.ownerUrl)
    await database.connect()
    try {
      for (const table of ['item', 'session_header', 'frame', 'receipt', 'audit', 'pending']) {
        const { rows } = await database.query(
          `SELECT encode(convert_to(t::text, 'UTF8'), 'hex') AS row FROM tram_so.${table} t`,
        )
        const text = itemSchema.parse(rows).map(({ row }) => Buffer.from(row, 'hex').toString('utf8'))
        const hexes = text.join('\n')
        expect(markersIn(Buffer.from(hexes), markers), table).toEqual([])
        const asHex = markers.filter((marker) => hexes.includes(Buffer.from(marker).toString('hex')))
        expect(asHex, table).toEqual([])
      }
      const items = await database.query('SELECT count(*)::text AS row FROM tram_so.item')
      expect(itemSchema.parse(items.rows)[0]?.row).toBe('2')
    } finally {
      await database.end()
    }
  })

  await test.step('the officer can read it: it is the same text that was hunted', async () => {
    const one = [...(await casesOf(officer)).values()].find(({ title }) => title === marked.name)
    expect(one).toBeDefined()
    await page.goto(hub.officeUrl)
    expect(markersIn(Buffer.from(`${page.url()} ${await page.title()}`), markers)).toEqual([])
  })
})
