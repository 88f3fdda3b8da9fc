import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/** look.md: 7:1 for text on resident screens, 4.5:1 elsewhere, 3:1 for edges that carry meaning (WCAG 2.2). */
const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

type Scheme = 'light' | 'dark'

/** Colours of one scheme out of one block of the file; a token written as a single colour is the same in both. */
function colours(block: string, scheme: Scheme): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, name = '', value = ''] of block.matchAll(/--([a-z-]+):\s*([^;]+);/g)) {
    const pair = /light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/.exec(value)
    const colour = pair ? pair[scheme === 'light' ? 1 : 2] : /^#[0-9a-f]{6}$/.exec(value.trim())?.[0]
    if (colour) found.set(name, colour)
  }
  return found
}

const blockOf = (selector: string) => {
  const from = css.indexOf(`${selector} {`)
  expect(from, `${selector} is in tokens.css`).toBeGreaterThanOrEqual(0)
  return css.slice(from, css.indexOf('\n}', from))
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

const residentText = [
  ['ink', 'paper'],
  ['ink', 'card'],
  ['ink', 'quiet'],
  ['ink', 'go-soft'],
  ['ink', 'ochre-soft'],
  ['ink', 'clay-soft'],
  ['muted', 'paper'],
  ['muted', 'card'],
  ['muted', 'go-soft'],
  ['muted', 'ochre-soft'],
  ['muted', 'clay-soft'],
  ['on-go', 'go'],
  ['clay-ink', 'paper'],
  ['clay-ink', 'card'],
  ['clay-ink', 'clay-soft'],
  ['ochre-ink', 'paper'],
  ['ochre-ink', 'ochre-soft'],
  ['go-ink', 'paper'],
  ['go-ink', 'card'],
  ['go-ink', 'go-soft'],
] as const

const edges = [
  ['edge', 'paper'],
  ['edge', 'card'],
  ['go', 'paper'],
  ['clay', 'paper'],
] as const

describe.each(['light', 'dark'] as const)('the %s theme', (scheme) => {
  const plain = colours(blockOf(':root'), scheme)
  const strong = new Map([...plain, ...colours(blockOf('[data-theme="contrast"]'), scheme)])
  const ratio = (theme: Map<string, string>, [front, back]: readonly [string, string]) =>
    contrast(theme.get(front) ?? '#777777', theme.get(back) ?? '#777777')

  test.each(residentText)('%s on %s reads at 7:1', (...pair) => {
    expect(ratio(plain, pair)).toBeGreaterThanOrEqual(7)
    expect(ratio(strong, pair)).toBeGreaterThanOrEqual(7)
  })

  test.each(edges)('%s stands out from %s at 3:1', (...pair) => {
    expect(ratio(plain, pair)).toBeGreaterThanOrEqual(3)
  })
})

test('no other style sheet holds a raw colour', () => {
  const sheets = import.meta.glob('../**/*.css', { query: '?raw', import: 'default', eager: true })
  const raw = Object.entries(sheets)
    .filter(([path]) => !path.endsWith('/tokens.css'))
    .filter(([, text]) => /#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/i.test(String(text)))
  expect(Object.keys(sheets).length).toBeGreaterThan(10)
  expect(raw.map(([path]) => path)).toEqual([])
})
