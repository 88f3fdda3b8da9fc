import { expect } from '@playwright/test'
import { ActivationWalk } from './ActivationWalk.ts'
import type { Tablet } from './Tablet.ts'
import { vi } from './vi.ts'

/** Seal the shortest case there is, from the home screen and back to it. @returns its code */
export async function sealOne(tablet: Tablet): Promise<string> {
  const walk = new ActivationWalk(tablet)
  await walk.declined()
  await tablet.button('common:done').click()
  await expect(tablet.heading(vi('activation:done.title'))).toBeVisible()
  const code = await walk.slipCode()
  await tablet.page.getByRole('link', { name: vi('activation:done.home') }).click()
  await expect(tablet.heading(vi('field:title'))).toBeVisible()
  return code
}
