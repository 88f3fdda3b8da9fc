import type { Page } from 'playwright'
import { languages } from '../../src/app/i18n/messages.ts'
import { deskPictures } from './deskPictures.ts'
import { type Picture, pictures } from './pictures.ts'

export const themes = ['light', 'dark', 'contrast'] as const
export const allPictures: readonly Picture[] = [...pictures, ...deskPictures]

/** What only residents read is on the screens that are theirs. */
const readers = ['km', 'zh'] as const
const isResidents = (name: string) => /^(kiosk|guide|step|activation|dossier)/.test(name)

/** The languages in which a screen can be met. */
export const languagesOf = ({ name }: Picture) => [...languages, ...(isResidents(name) ? readers : [])]
export type ScreenLanguage = ReturnType<typeof languagesOf>[number]

declare global {
  interface Window {
    /** Turns the screen that is there to a language. */
    turnTo?: (lang: string) => Promise<void>
  }
}

/** Turns an open screen to another of its languages. */
export async function turnPicture(page: Page, lang: ScreenLanguage): Promise<void> {
  await page.evaluate(async (to) => {
    await window.turnTo?.(to)
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
  }, lang)
  // some screens have no words for residents: nothing of theirs turns
  if (lang === 'en') await page.locator('html[lang=en]').waitFor({ state: 'attached' })
  await settle(page)
}

/** Opens a screen, and waits until it is drawn and its fonts are there. */
export async function openPicture(
  page: Page,
  origin: string,
  { scene, to, page: of }: Picture,
  look: { lang: ScreenLanguage; theme: string; scale: string },
): Promise<void> {
  await page.goto(`${origin}/tests/looks/${of ?? 'app'}.html?${new URLSearchParams({ scene, to, ...look })}`)
  await settle(page)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

/** Drawn, its fonts there. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('#app')?.childElementCount)
  await page.evaluate(() => document.fonts.ready)
}
