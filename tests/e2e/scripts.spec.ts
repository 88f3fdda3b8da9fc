import type { Page } from '@playwright/test'
import { z } from 'zod'
import { uuidFromRandom } from '../../src/crypto/bytes.ts'
import { nodeCrypto } from '../../src/crypto/node/nodeCrypto.ts'
import { membersOf } from '../../src/domain/formDefinition.ts'
import { loadForms } from '../../src/domain/formsPack.ts'
import { recordTypes } from '../../src/domain/records.ts'
import { setupSteps } from '../../src/domain/setupProgress.ts'
import { enrolTablet } from '../kit/enrolTablet.ts'
import { FieldTablet } from '../kit/FieldTablet.ts'
import { applied } from '../kit/hubPromises.ts'
import { expect, type Place, test } from './kit/fixtures.ts'
import { hostileGroups, hostileMarkup, memberKey } from './kit/hostileMarkup.ts'
import { follow, ScriptTrap } from './kit/ScriptTrap.ts'
import { vi } from './kit/vi.ts'

const anything = z.looseObject({})
const [image, script, vector] = hostileMarkup
const newId = () => uuidFromRandom(nodeCrypto.random(16))

interface Hostile {
  id: string
  type: 'activation' | 'dossier'
  isOpen: boolean
  /** does a form of ours show its answers? */
  hasForm: boolean
}

/** A faulty or hostile tablet's cases: hostile text in every field, half of them open for the team, half with the desk. */
async function hostileCases({ hub, officer }: Place): Promise<Hostile[]> {
  const { volunteerPin } = hub.practice
  const known = await enrolTablet(hub.fieldUrl, await officer.enrolUrl(), officer, volunteerPin, image)
  const tablet = new FieldTablet(known, hub.fieldUrl)
  const made: Hostile[] = []
  const save = async (type: Hostile['type'], turn: number, more: Record<string, Record<string, unknown>> = {}) => {
    const [id, isOpen] = [newId(), turn % 2 === 0]
    const { code, schema } = recordTypes[type]
    const said = hostileGroups(type, turn)
    const groups = Object.fromEntries(
      [...new Set([...Object.keys(said), ...Object.keys(more)])].map((name) => [
        name,
        { ...said[name], ...more[name] },
      ]),
    )
    const command = isOpen ? {} : { c: { name: 'submit' } }
    await tablet.save(code, { r: id, b: 0, g: groups, ...command }, id, { schema })
    made.push({ id, type, isOpen, hasForm: more.about !== undefined })
  }
  const consent = { consent: { given: true } }
  // one that is as hostile as can be, and those that screens can go through to the end
  for (const turn of [0, 1]) await save('activation', turn)
  for (const turn of [2, 3])
    await save('activation', turn, { ...consent, identity: { birthDate: '1950' }, contact: { phoneOwner: 'self' } })
  for (const turn of [4, 5]) await save('dossier', turn)
  for (const [i, { id, version, procedureCode }] of loadForms().entries()) {
    const about = { formId: id, formVersion: version, procedureCode }
    for (const turn of [2 * i, 2 * i + 1]) await save('dossier', turn, { ...consent, about })
  }
  expect(await tablet.sync()).toMatchObject({ kind: 'done' })
  await applied(hub)
  expect(await tablet.sync()).toMatchObject({ kind: 'done' })
  const { current, verdicts } = tablet.disk
  expect(tablet.saves.map(({ n }) => verdicts.get(`${current} ${n}`)?.state)).toEqual(made.map(() => 'applied'))
  return made
}

/** Type hostile text into all that takes text on this screen. @returns how many that were */
async function typeHostile(page: Page, turn: number): Promise<number> {
  const boxes = await page.getByRole('textbox').all()
  for (const [i, box] of boxes.entries()) {
    if (await box.isEditable()) await box.fill(hostileMarkup[(turn + i) % hostileMarkup.length] ?? '')
  }
  return boxes.length
}

/** The same in the dialog that has just been asked for. */
async function typeInDialog(page: Page, turn: number): Promise<void> {
  const boxes = page.getByRole('dialog').getByRole('textbox')
  await expect(boxes.first()).toBeVisible()
  for (const [i, box] of (await boxes.all()).entries()) await box.fill(hostileMarkup[(turn + i) % 3] ?? '')
}

test('fault 44: hostile text in every field of a case and in the dialogs of the desk is text there, and runs nothing', async ({
  shared,
  deskOf,
}) => {
  test.setTimeout(240_000)
  const { hub, officer } = shared
  const cases = await hostileCases(shared)
  const pageContext = await deskOf(shared)
  const { page } = pageContext
  const trap = await ScriptTrap.on(page.context())
  const answer = await page.reload()
  expect(answer?.headers()['content-security-policy']).toContain("script-src 'self'")
  await expect(pageContext.heading(vi('desk:inbox.heading'))).toBeVisible()

  await test.step('names of people and places', async () => {
    const { id } = z
      .object({ id: z.string() })
      .parse(await officer.post('/api/desk/units', { name: image, oldName: vector }, anything))
    await officer.post('/api/desk/teams', { unit: id, name: script }, anything)
    await officer.post('/api/desk/volunteers', { name: vector, pin: '724913' }, anything)
    const password = 'mat-khau-thu-1'
    await officer.post(
      '/api/desk/officers',
      { name: 'canbo2', displayName: image, password, role: 'officer' },
      anything,
    )
    for (const path of ['/office/devices', '/office/admin', '/office/health', '/office/attention']) {
      await follow(page, path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByText(vi('common:loading'))).toHaveCount(0)
      for (const open of await page.getByRole('button', { name: /^(Sửa|Đổi|Thêm)/ }).all())
        if (await open.isVisible()) await open.click()
      await typeHostile(page, 1)
      await trap.check(page, path)
    }
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })

  await test.step('the pages of the set-up, over names that are hostile', async () => {
    let typed = 0
    for (const [turn, step] of ['', ...setupSteps].entries()) {
      await follow(page, `/setup/${step}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByText(vi('common:loading'))).toHaveCount(0)
      typed += await typeHostile(page, turn)
      await trap.check(page, `set-up ${step}`)
    }
    expect(typed).toBeGreaterThan(3)
    await follow(page, '/setup/hamlets')
    await page.getByRole('textbox').fill(hostileMarkup.join('\n'))
    await page.getByRole('button', { name: vi('wizard:hamlets.look'), exact: true }).click()
    await expect(page.getByRole('heading', { level: 2 })).toBeVisible()
    await trap.check(page, 'the list of hamlets as it was read')
  })

  await test.step('the list, the search, the case, its print and its person', async () => {
    await follow(page, '/office')
    await expect(page.getByRole('row')).not.toHaveCount(0)
    await trap.check(page, 'inbox')
    for (const text of hostileMarkup.slice(0, 3)) {
      await page.getByRole('textbox', { name: vi('desk:inbox.search') }).fill(text)
      await page.keyboard.press('Enter')
      await trap.check(page, 'search')
    }
    for (const { id, type, isOpen, hasForm } of cases) {
      for (const part of ['', '/person', ...(hasForm ? ['/print'] : [])]) {
        await follow(page, `/office/cases/${id}${part}`)
        await expect(page.getByText(/xssRan|<u>/).first()).toBeAttached()
        await trap.check(page, `${type} ${isOpen ? 'open' : 'submitted'}${part}`)
      }
    }
  })

  await test.step('the dialogs', async () => {
    const [one, other] = cases.filter(({ type, isOpen }) => type === 'activation' && !isOpen)
    await follow(page, `/office/cases/${other?.id}`)
    await page.getByRole('button', { name: vi('desk:command.sendBack'), exact: true }).click()
    await typeInDialog(page, 1)
    await trap.check(page, 'send back')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: vi('desk:command.sendBack'), exact: true })
      .click()
    await expect(page.getByText(vi('desk:done.sendBack'))).toBeVisible()
    await trap.check(page, 'sent back with a hostile sentence')

    await follow(page, `/office/cases/${other?.id}/person`)
    await page
      .getByRole('button', { name: vi('desk:person.correctWhat', { what: vi('desk:field.name') }) })
      .first()
      .click()
    await typeInDialog(page, 2)
    await page
      .getByRole('dialog')
      .getByRole('button', { name: vi('desk:person.correctDo'), exact: true })
      .click()
    await expect(page.getByText(vi('desk:person.corrected'))).toBeVisible()
    await trap.check(page, 'corrected into hostile text')
    await page.getByRole('button', { name: vi('desk:person.erase'), exact: true }).click()
    await page.getByRole('button', { name: vi('desk:person.eraseNext'), exact: true }).click()
    await typeInDialog(page, 0)
    await trap.check(page, 'erase')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: vi('common:back'), exact: true })
      .click()
    await follow(page, `/office/cases/${one?.id}`)
    await page.getByRole('button', { name: vi('desk:command.receive'), exact: true }).click()
    await typeInDialog(page, 0)
    await trap.check(page, 'receive')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: vi('desk:command.receive'), exact: true })
      .click()
    await expect(page.getByText(vi('desk:done.receive'))).toBeVisible()
    await trap.check(page, 'received under a hostile code')
    await follow(page, '/office')
    await expect(page.getByText(image).first()).toBeVisible()
    await trap.check(page, 'inbox with a hostile code')
  })

  await test.step('whose tablet it was, once it is lost', async () => {
    const device = (await officer.devices()).find(({ label }) => label === image)
    await officer.post(`/api/desk/devices/${device?.id}/lost`, {}, anything)
    await follow(page, `/office/devices/${device?.id}/breach`)
    await expect(page.getByText(image).first()).toBeVisible()
    await trap.check(page, 'breach list')
  })

  await test.step('before anybody is signed in', async () => {
    await trap.prove(page)
    await page.context().clearCookies()
    await page.goto(`${hub.officeUrl}/login`)
    await expect(pageContext.heading(vi('desk:login.heading'))).toBeVisible()
    await page.getByRole('textbox', { name: vi('desk:login.name'), exact: true }).fill(image.slice(0, 40))
    await page.getByLabel(vi('desk:login.password'), { exact: true }).fill(script)
    await pageContext.button('desk:login.submit').click()
    await expect(page.getByRole('alert').or(page.getByRole('status')).first()).toBeAttached()
    await trap.check(page, 'login')
  })
})

test('fault 44: what comes to the tablet, and what is typed there, is text on every screen of both tasks, and runs nothing', async ({
  own,
  tabletOf,
}) => {
  test.setTimeout(300_000)
  const { hub, officer } = own
  const cases = await hostileCases(own)
  const returned = cases.find(({ type, isOpen }) => type === 'activation' && !isOpen)
  await officer.post(
    `/api/desk/cases/${returned?.id}/command`,
    { version: 1, command: { name: 'sendBack', sentence: vector } },
    anything,
  )
  const tablet = await tabletOf(own)
  const { page } = tablet
  const trap = await ScriptTrap.on(tablet.context)
  const answer = await page.goto(`${tablet.origin}/field`)
  expect(answer?.headers()['content-security-policy']).toContain("require-trusted-types-for 'script'")
  await tablet.unlock(hub.practice.volunteerPin)
  await expect(page.getByText(vector).first()).toBeVisible({ timeout: 30_000 })
  await trap.check(page, 'home')
  await follow(page, '/field/status')
  await expect(page.getByText(vector).first()).toBeVisible()
  await trap.check(page, 'status')

  /** Every screen that an address of this case has, each with its boxes filled anew. */
  async function walk(base: string, places: readonly string[]): Promise<number> {
    let typed = 0
    for (const [turn, place] of places.entries()) {
      await follow(page, `${base}/${place}`)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.getByText(vi('common:loading'))).toHaveCount(0)
      await expect(page.getByText(vi('field:draftGone.title'))).toHaveCount(0)
      await trap.check(page, `${place} as it came`)
      typed += await typeHostile(page, turn)
      await trap.check(page, `${place} as it was typed`)
    }
    return typed
  }
  const open = cases.filter(({ isOpen }) => isOpen)
  const activationPlaces = [
    'consent',
    'name',
    'idNumber',
    'birthDate',
    'phone',
    'address',
    'language',
    'guardian',
    'step/sms',
    'why/sms',
    'ask/sms',
    'outcome',
    'declined',
    'slip',
  ]
  let typed = 0
  for (const { id, type } of open.filter((one) => one.type === 'activation'))
    typed += await walk(`/field/${type}/${id}`, activationPlaces)
  expect(typed).toBeGreaterThan(12)

  await follow(page, '/field')
  const dossiers = open.filter(({ hasForm }) => hasForm)
  expect(dossiers.length).toBe(loadForms().length)
  for (const [i, { id, type }] of dossiers.entries()) {
    const form = loadForms()[i]
    const questions =
      form?.sections.flatMap(({ id: section, lines }) =>
        lines.flatMap(({ fields }) => fields.map((field) => `change/${section}-${field.id}`)),
      ) ?? []
    const members = form && membersOf(form) ? ['members', `member/${memberKey}`] : []
    const places = ['check', 'known', 'papers', ...members, ...questions]
    expect(await walk(`/field/${type}/${id}`, places)).toBeGreaterThan(5)
  }
  for (const [path, title] of [
    ['/field/guides', 'guide:list.title'],
    ['/field/claim', 'dossier:claim.title'],
    ['/field/new-dossier', 'dossier:new.title'],
  ] as const) {
    await follow(page, path)
    // the page before stands there until this one's part has come
    await expect(tablet.heading(vi(title))).toBeVisible()
    await typeHostile(page, 1)
    await trap.check(page, path)
  }
  await trap.prove(page)
})

test('fault 44: what is typed at the kiosk is text there, and runs nothing', async ({ shared, tabletOf }) => {
  const kiosk = await tabletOf(shared, { purpose: 'kiosk' })
  const { page } = kiosk
  const trap = await ScriptTrap.on(kiosk.context)
  const answer = await page.reload()
  expect(answer?.headers()['content-security-policy']).toContain("require-trusted-types-for 'script'")
  await page.getByRole('link', { name: vi('kiosk:tile.dossier.title') }).click()
  await page.getByRole('button', { name: 'Đăng ký khai sinh' }).click()
  await page.getByRole('checkbox').check()
  await kiosk.button('kiosk:consent.agree').click()
  const box = page.locator('#answer')
  await box.fill(image)
  await kiosk.button('common:next').click()
  await expect(box).toHaveValue('')
  await trap.check(page, 'the second question, after what the first took')
  await box.fill(script)
  await kiosk.button('common:next').click()
  await expect(box).toHaveAttribute('aria-invalid', 'true')
  await trap.check(page, 'a name that is none')
  await box.fill('Thị Mẫu Đơn')
  await kiosk.button('common:next').click()
  await expect(box).toHaveValue('')
  await box.fill(vector)
  await trap.check(page, 'the third question')
  await trap.prove(page)
})
