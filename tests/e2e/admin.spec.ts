import { expect, test } from './kit/fixtures.ts'
import { looker } from './kit/looker.ts'
import { vi } from './kit/vi.ts'

test('the admin page: hamlets, teams and officers; the page of the hub’s health', async ({ own, deskOf }) => {
  test.setTimeout(180_000)
  const found: string[] = []
  const desk = await deskOf(own)
  const { page } = desk
  const look = looker(() => page, 'desk', found, true)
  const nav = page.getByRole('navigation', { name: vi('desk:frame.nav') })
  const box = (name: string) => page.getByRole('textbox', { name, exact: true })
  await nav.getByRole('link', { name: vi('desk:frame.admin') }).click()
  await expect(desk.heading(vi('desk:admin.heading'))).toBeVisible()

  const hamlet = 'Ấp Mẫu Mới'
  await test.step('a hamlet with its old name, and its first team', async () => {
    await desk.button('desk:admin.addHamlet').click()
    await expect(page.getByText(vi('desk:admin.nameMissing'))).toBeVisible()
    await box(vi('desk:admin.unitName')).fill(hamlet)
    await box(vi('desk:admin.unitOldName')).fill('Ấp Mẫu Cũ')
    await desk.button('desk:admin.addHamlet').click()
    const row = page.getByRole('row').filter({ hasText: hamlet })
    await expect(row.getByText(vi('desk:admin.oldName', { name: 'Ấp Mẫu Cũ' }))).toBeVisible()
    await page.getByRole('button', { name: vi('desk:admin.changeWhat', { name: hamlet }) }).click()
    await box(vi('desk:admin.newTeam', { unit: hamlet })).fill('Tổ Mẫu Một')
    await look('admin-hamlet')
    await desk.button('desk:admin.addTeam').click()
    await box(vi('desk:admin.teamName', { name: 'Tổ Mẫu Một' })).fill('Tổ Mẫu Hai')
    await desk.button('desk:admin.rename').click()
    await expect(page.getByText('Tổ Mẫu Hai', { exact: true })).toBeVisible()
  })

  const name = 'Điểu Văn Mẫu'
  const login = 'canbo.mau'
  const password = 'mot mat khau de thu'
  await test.step('an officer, who signs in and may do less; let in no more, and again', async () => {
    await desk.button('desk:admin.addOfficer').click()
    await expect(page.getByText(vi('desk:admin.allNeeded'))).toBeVisible()
    await box(vi('desk:admin.column.name')).fill(name)
    await box(vi('desk:admin.column.login')).fill(login)
    await page.getByLabel(vi('desk:admin.newPassword'), { exact: true }).fill(password)
    await look('admin-officer')
    await desk.button('desk:admin.addOfficer').click()
    const row = page.getByRole('row').filter({ hasText: login })
    await expect(row.getByText(vi('desk:admin.role.officer'))).toBeVisible()

    const signIn = async () => {
      await expect(desk.heading(vi('desk:login.heading'))).toBeVisible()
      await box(vi('desk:login.name')).fill(login)
      await page.getByLabel(vi('desk:login.password'), { exact: true }).fill(password)
      await desk.button('desk:login.submit').click()
    }
    const signOut = () => page.getByRole('button', { name: /^Đăng xuất/ }).click()
    await signOut()
    await signIn()
    await expect(desk.heading(vi('desk:inbox.heading'))).toBeVisible()
    await expect(nav.getByRole('link', { name: vi('desk:frame.admin') })).toBeHidden()
    await signOut()

    const change = async (what: 'disable' | 'enable') => {
      await desk.signIn(own.hub.practice)
      await nav.getByRole('link', { name: vi('desk:frame.admin') }).click()
      const title = vi(`desk:admin.${what}What`, { name })
      await page.getByRole('button', { name: title }).click()
      const dialog = page.getByRole('dialog', { name: title })
      await dialog.getByRole('button', { name: vi(`desk:admin.${what}`), exact: true }).click()
      await expect(dialog).toBeHidden()
    }
    await change('disable')
    await expect(row.getByText(vi('desk:admin.disabled'))).toBeVisible()
    await signOut()
    await signIn()
    await expect(page.getByRole('alert').getByText(vi('problems:wrong-login.text'))).toBeVisible()
    await change('enable')
    await expect(row.getByText(vi('desk:admin.role.officer'))).toBeVisible()
    await signOut()
    await signIn()
    await expect(desk.heading(vi('desk:inbox.heading'))).toBeVisible()
  })

  await test.step('how the hub is, in words, with what to do', async () => {
    await nav.getByRole('link', { name: vi('desk:frame.health') }).click()
    await expect(desk.heading(vi('desk:health.heading'))).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: vi('health:name.backup') })).toBeVisible()
    await look('health')
    await desk.button('desk:health.again').click()
    await expect(page.getByRole('row').filter({ hasText: vi('health:name.disk') })).toBeVisible()
  })
  expect(found).toEqual([])
})
