import { z } from 'zod'
import { practicePin, practicePlace } from '../../src/app/storage/practice/practicePlace.ts'
import { workbookOf } from '../kit/workbookOf.ts'
import { expect, test } from './kit/fixtures.ts'
import { looker } from './kit/looker.ts'
import { ScreenFilm } from './kit/screenFilm.ts'
import type { Tablet } from './kit/Tablet.ts'
import { vi } from './kit/vi.ts'

const list = workbookOf([
  ['Số hộ', 'Chủ hộ', 'Họ tên', 'Ngày sinh', 'Số CCCD'],
  ['014', 'Điểu Mẫu', 'Điểu Mẫu', { day: 18295 }, '070050001234'],
  ['', '', 'Thị Mẫu', 1955, ''],
  ['015', 'Thị Thử', 'Thị Thử', 1960, ''],
])
const tap = (tablet: Tablet, name: string) => tablet.page.getByRole('button', { name, exact: true })
const [first, second] = ['Hộ 014 · Điểu Mẫu', 'Hộ 015 · Thị Thử'] as const

test('a list of the hamlet reaches the team, is worked through without a line, and adds up at the desk', async ({
  shared,
  tabletOf,
  deskOf,
}, info) => {
  const { officer, hub } = shared
  const desk = await deskOf(shared)
  const found: string[] = []
  const look = looker(() => desk.page, 'desk', found, true)
  const hamlet = (await officer.get('/api/desk/units', z.array(z.object({ id: z.string(), kind: z.string() })))).find(
    ({ kind }) => kind === 'hamlet',
  )

  await desk.page.goto(`${hub.officeUrl}/office/rounds/${hamlet?.id}`)
  await desk.page.getByLabel(vi('rounds:list.choose')).setInputFiles({
    name: 'ap-thu.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: Buffer.from(list),
  })
  await expect(desk.page.getByText(vi('rounds:list.ignored', { columns: 'Số CCCD' }))).toBeVisible()
  await desk.button('rounds:list.take', { count: 2 }).click()
  await expect(desk.page.getByText(vi('rounds:list.taken', { made: 2, known: 0, added: 0 }))).toBeVisible()
  await desk.button('rounds:plan.save', { count: 2 }).click()
  await expect(desk.page.getByText(/Máy của tổ nhận được/)).toBeVisible()
  await look('rounds-hamlet')

  const tonight = async (tablet: Tablet) => {
    await tablet.enter('/field/round', hub.practice.volunteerPin)
    await expect(tablet.page.getByRole('link', { name: first })).toBeVisible({ timeout: 30_000 })
    return tablet
  }
  const done = (household: string) => vi('round:set', { household, state: vi('round:visit.done') })
  const one = await tonight(await tabletOf(shared))
  const film = new ScreenFilm(info.outputPath('screen.y4m'))
  const other = await tonight(await tabletOf(shared, { args: film.args }))
  await looker(() => one.page, 'tablet', found, true)('round')

  await one.context.setOffline(true)
  await tap(one, done(first)).click()
  await expect(one.page.getByText(vi('round:left', { left: 1, all: 2 }))).toBeVisible()

  // both meet on the way: the other tablet's camera sees the screen of this one, and no line is needed
  const marked = other.page.getByText(/ ghi: đã đến, \d\d:\d\d \(/)
  await other.readyForOffline()
  await other.context.setOffline(true)
  await one.page.getByRole('link', { name: vi('round:meet.title') }).click()
  await one.button('round:meet.show').click()
  await film.take(one.page.getByRole('img', { name: vi('handover:frames.label') }))
  film.write()
  await other.page.getByRole('link', { name: vi('round:meet.title') }).click()
  await other.button('round:meet.scan').click()
  await expect(other.page.getByText(/đã đến 1 nhà tối nay/)).toBeVisible({ timeout: 20_000 })
  await looker(() => other.page, 'tablet', found, true)('round-meet')
  await other.page.getByRole('link', { name: vi('round:toList') }).click()
  await expect(other.page.getByText(vi('round:left', { left: 1, all: 2 }))).toBeVisible()
  await expect(marked).toBeVisible()
  await expect(tap(other, done(first))).toHaveCount(0)
  await other.page.getByRole('link', { name: first }).click()
  await expect(other.button('round:meet.openAll')).toBeVisible()
  await other.page.getByRole('link', { name: vi('round:toList') }).click()
  await other.context.setOffline(false)
  await one.page.getByRole('link', { name: vi('round:toList') }).click()

  await one.page.getByRole('link', { name: second }).click()
  await expect(one.heading(second)).toBeVisible()
  // its place on the map: only once the house agreed, by the tablet's own receiver
  await one.context.grantPermissions(['geolocation'], { origin: hub.fieldUrl })
  await one.context.setGeolocation({ latitude: 11.976543219, longitude: 106.901234567, accuracy: 12 })
  await one.button('round:point.agrees.head').click()
  await expect(one.page.getByText(/chủ hộ đồng ý, sai khoảng 12 m/)).toBeVisible()
  await one.context.setGeolocation({ latitude: 11.97429, longitude: 106.89893, accuracy: 12 })
  await one.button('round:point.howFar').click()
  await expect(one.page.getByText('Cách đây khoảng 350 m, về hướng đông bắc.')).toBeVisible()
  await tap(one, `Thị Thử, ${vi('round:coverage.eaccount')}: ${vi('round:state.has')}`).click()
  // nobody was asked yet: the page asks who says so before it takes the answer
  await one.page
    .getByRole('button', { name: vi('round:answeredBy.resident') })
    .last()
    .click()
  await tap(one, `Thị Thử, ${vi('round:coverage.ownsim')}: ${vi('round:state.missing')}`).click()
  await looker(() => one.page, 'tablet', found, true)('round-household')
  await expect(one.page.getByText(/Chưa có, người đó nói ngày/)).toBeVisible()

  // the way is planned anew without a line: tonight's list follows it at once, here and at the colleague's (SPEC RND-6)
  const atFirst = (tablet: Tablet) => tablet.page.getByRole('main').getByRole('listitem').first()
  await one.page.getByRole('link', { name: vi('round:toList') }).click()
  await expect(atFirst(one)).toContainText(first)
  await one.page.getByRole('link', { name: vi('round:planning.title') }).click()
  await tap(one, vi('round:planning.later', { household: first })).click()
  await looker(() => one.page, 'tablet', found, true)('round-plan')
  await one.button('round:planning.save').click()
  await expect(atFirst(one)).toContainText(second)

  await one.context.setOffline(false)
  await desk.page.goto(`${hub.officeUrl}/office/rounds`)
  const total = desk.page.getByRole('row').filter({ hasText: 'Xã Mẫu' })
  await expect(async () => {
    await desk.page.reload()
    await expect(total).toContainText(vi('rounds:doneOf', { done: 1, all: 2 }), { timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
  await expect(total.getByRole('cell', { name: vi('rounds:share', { has: 1, eligible: 1, unknown: 2 }) })).toBeVisible()
  await expect(total.getByRole('cell', { name: vi('rounds:share', { has: 0, eligible: 1, unknown: 2 }) })).toBeVisible()
  await look('rounds')

  // a colleague's tablet does not go there a second time
  await other.page.getByRole('link', { name: vi('common:back') }).click()
  await other.button('field:asked.button').click()
  await other.page.getByRole('link', { name: vi('field:round') }).click()
  await expect(marked).toHaveCount(0, { timeout: 30_000 })
  await expect(other.page.getByText(vi('round:left', { left: 1, all: 2 }))).toBeVisible()
  await expect(tap(other, done(first))).toHaveCount(0)
  await expect(atFirst(other)).toContainText(second)
  expect(found).toEqual([])
})

test('practice on a team’s own tablet: invented houses behind a PIN that it shows, with a line nothing sent, and nothing left of it', async ({
  shared,
  tabletOf,
}) => {
  const tablet = await tabletOf(shared)
  const { page } = tablet
  await tablet.enter('/field/lessons', shared.hub.practice.volunteerPin)
  await tablet.button('lessons:practice.begin').click()
  const bar = page.getByRole('complementary', { name: vi('practice:name') })
  await expect(bar).toContainText(vi('practice:pin', { pin: practicePin }))
  const sent: string[] = []
  page.on('request', (request) => sent.push(new URL(request.url()).pathname))

  await page.getByRole('button', { name: vi('practice:place.volunteer') }).click()
  await tablet.typePin(practicePin)
  await page.getByRole('link', { name: vi('field:round') }).click()
  await page.getByRole('link', { name: 'Hộ 012 · Điểu Thử' }).click()
  await page
    .getByRole('button', { name: vi('round:answeredBy.resident') })
    .last()
    .click()
  await tap(tablet, `Điểu Thử, ${vi('round:coverage.smartphone')}: ${vi('round:state.has')}`).click()
  await expect(page.getByText(/^Có, người đó nói ngày/)).toBeVisible()
  await expect(bar).toContainText(vi('practice:what'))
  const found: string[] = []
  await looker(() => page, 'tablet', found, true)('practice')
  expect(found).toEqual([])
  const databases = () => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).sort())
  expect(await databases()).toEqual(['tram-so', practicePlace])
  expect(sent.filter((path) => path.startsWith('/api/'))).toEqual([])

  const seen: string[] = []
  await page.exposeFunction('tellHeading', (text: string) => seen.push(text))
  await page.evaluate(() => {
    new MutationObserver(() => {
      const text = document.querySelector('h1')?.textContent ?? ''
      void Reflect.get(globalThis, 'tellHeading')(text)
    }).observe(document.body, { childList: true, subtree: true })
  })
  await bar.getByRole('button', { name: vi('practice:leave') }).click()
  await expect(tablet.heading(vi('unlock:whoTitle'))).toBeVisible()
  // no word of trouble flashes by on the way
  expect(seen.filter((text) => text !== vi('unlock:whoTitle'))).toEqual([])
  expect(await databases()).toEqual(['tram-so'])
})
