import { DeskPage } from './kit/DeskPage.ts'
import { expect, test } from './kit/fixtures.ts'
import { looker } from './kit/looker.ts'
import { vi } from './kit/vi.ts'

/** A device with a finger on it, as Chromium plays one. */
const device = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const

// a blocked or removed passkey ends the officer's sessions, also the one that the next tests ask with
test.afterEach(({ shared }) => shared.officer.signInAgain(shared.hub.practice.officer))

test('an officer signs in by passkey; a copied one is blocked, and the password goes on working (decision 018)', async ({
  shared,
  page,
}) => {
  const found: string[] = []
  const look = looker(() => page, 'desk', found, true)
  const browser = await page.context().newCDPSession(page)
  await browser.send('WebAuthn.enable')
  const { authenticatorId } = await browser.send('WebAuthn.addVirtualAuthenticator', { options: device })
  const named = new URL(shared.hub.officeUrl)
  const isNumber = named.hostname !== 'localhost'
  named.hostname = 'localhost'
  const desk = new DeskPage(page, named.origin)
  const { password } = shared.hub.practice.officer
  const account = page.getByRole('link', { name: 'Cán bộ Thử', exact: true })
  const signOut = () => page.getByRole('button', { name: /^Đăng xuất/ }).click()
  const byPasskey = desk.button('desk:passkey.signIn')

  await test.step('opened by a number, the desk offers none and says where it would', async () => {
    if (!isNumber) return
    await new DeskPage(page, shared.hub.officeUrl).signIn(shared.hub.practice)
    await account.click()
    await expect(page.getByText(vi('desk:passkey.place.elsewhere', { site: 'localhost' }))).toBeVisible()
    await expect(desk.button('desk:passkey.add')).toBeHidden()
  })

  await test.step('made on the own account, with the password once more', async () => {
    await desk.signIn(shared.hub.practice)
    await account.click()
    await expect(desk.heading(vi('desk:account.heading'))).toBeVisible()
    await page.getByRole('textbox', { name: vi('desk:passkey.label'), exact: true }).fill('Máy ở quầy 1')
    await page.getByLabel(vi('desk:account.old'), { exact: true }).first().fill(password)
    await desk.button('desk:passkey.add').click()
    await expect(page.getByText(vi('desk:passkey.added'))).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: 'Máy ở quầy 1' })).toBeVisible()
    await look('account')
  })

  await test.step('opens the desk without a name and a password', async () => {
    await signOut()
    await byPasskey.click()
    await expect(desk.heading(vi('desk:inbox.heading'))).toBeVisible()
  })

  await test.step('a copy, whose count is behind, blocks both', async () => {
    const { credentials } = await browser.send('WebAuthn.getCredentials', { authenticatorId })
    const [copy] = credentials
    if (!copy) throw new Error('the device has no passkey')
    await signOut()
    await byPasskey.click()
    await expect(desk.heading(vi('desk:inbox.heading'))).toBeVisible()
    await browser.send('WebAuthn.clearCredentials', { authenticatorId })
    await browser.send('WebAuthn.addCredential', { authenticatorId, credential: { ...copy, signCount: 0 } })
    await signOut()
    await byPasskey.click()
    await expect(page.getByRole('alert').getByText(vi('desk:passkey.refused'))).toBeVisible()
    await look('login-passkey')
  })

  await test.step('the password still opens, and the page says what happened', async () => {
    await desk.signIn(shared.hub.practice)
    await account.click()
    await expect(page.getByText(vi('desk:passkey.blockedText'))).toBeVisible()
    await page.getByRole('button', { name: vi('desk:passkey.removeWhat', { label: 'Máy ở quầy 1' }) }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: vi('desk:passkey.remove'), exact: true })
      .click()
    await expect(page.getByText(vi('desk:passkey.blockedText'))).toBeHidden()
    await signOut()
    await expect(desk.heading(vi('desk:login.heading'))).toBeVisible()
    await expect(byPasskey).toBeHidden()
  })
  expect(found).toEqual([])
})
