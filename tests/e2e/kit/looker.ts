import { resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { smallTargets } from './smallTargets.ts'

const gallery = resolve(import.meta.dirname, '../../../gallery')
const sizes = [
  { name: 'wide', width: 1280, height: 800 },
  { name: 'tall', width: 800, height: 1280 },
  { name: 'phone', width: 390, height: 844 },
] as const

/** Steps of the ladder that are drawn like others of it. */
const alike = /^step-(install|idAndPhone|sendRequest|password|securityQuestions|loginAgain)$/

/** A colour on its way from one to another is neither: look when every transition has ended. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const moving = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
    await Promise.allSettled(moving.map(({ finished }) => finished))
  })

/**
 * Pictures of a screen in every size, dark and with large letters, and no violation of axe's rules in light or dark.
 *
 * @param isQuick only the rules, in light, and nothing wider than a phone: for walks that have much else to do; `LOOKS=all`
 * looks at everything all the same
 */
export function looker(page: () => Page, prefix: string, found: string[], isQuick = false) {
  const seen = new Set<string>()
  const isDesk = prefix !== 'tablet'
  const chosen = isQuick && process.env.LOOKS !== 'all' ? sizes.slice(2) : sizes
  return async (name: string): Promise<void> => {
    if (seen.has(name) || alike.test(name)) return
    seen.add(name)
    const here = page()
    const shot = async (kind: string) => {
      // pictures are for people: nobody sees those of CI
      if (process.env.CI) return
      await here.screenshot({ path: `${gallery}/${prefix}-${name}-${kind}.png`, animations: 'disabled' })
    }
    const look = async (kind: 'light' | 'dark') => {
      await settled(here)
      // our pages have no frames: no second page has to be opened for each look
      const axe = new AxeBuilder({ page: here }).setLegacyMode()
      // night changes colours and nothing else
      if (kind === 'dark') axe.withRules('color-contrast')
      const { violations, passes } = await axe.analyze()
      if (passes.length < (kind === 'dark' ? 1 : 10)) found.push(`${prefix}-${name} (${kind}): axe looked at nothing`)
      found.push(
        ...violations.map(
          ({ id, nodes }) =>
            `${prefix}-${name} (${kind}): ${id} at ${nodes.map((node) => node.target.join(' ')).join('; ')}`,
        ),
      )
      const wider = await here.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (wider > 0) found.push(`${prefix}-${name} (${kind}): ${wider} px wider than the screen`)
    }
    await look('light')
    for (const { name: size, ...viewport } of chosen.slice().reverse()) {
      await here.setViewportSize(viewport)
      if (chosen === sizes) await shot(size)
      const wider = await here.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      if (wider > 0) found.push(`${prefix}-${name} (${size}): ${wider} px wider than the screen`)
      for (const small of isDesk ? await smallTargets(here) : []) found.push(`${prefix}-${name} (${size}): ${small}`)
    }
    if (chosen !== sizes) return here.setViewportSize(sizes[0])
    await here.emulateMedia({ colorScheme: 'dark' })
    await shot('dark')
    await look('dark')
    await here.emulateMedia({ colorScheme: 'light' })
    await here.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'))
    await shot('large')
    await here.evaluate(() => document.documentElement.style.removeProperty('font-size'))
  }
}
