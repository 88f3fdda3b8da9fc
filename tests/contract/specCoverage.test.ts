import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Rule ids that stand at the start of a line of SPEC.md. */
const rules = new Set([...read('src/protocol/SPEC.md').matchAll(/^([A-Z]{3,4}-\d+) /gm)].map(([, id]) => id ?? ''))
const families = new Set([...rules].map((id) => id.slice(0, id.indexOf('-'))))

const under = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`)
/** Tests alone count: a comment in a kit proves nothing. */
const files = [...under('src'), ...under('tests')].filter(
  (path) => /\.(test|spec)\.tsx?$/.test(path) && basename(path) !== 'specCoverage.test.ts',
)

/**
 * The ids that a text quotes: those of a known family anywhere (`SPEC RCP-3`, `PULL-1, PULL-2`), with ranges as far as
 * both ends are written out (`VDT-1…5`), and whatever stands directly after the word SPEC.
 */
function quoted(text: string): string[] {
  const named = [...text.matchAll(/\b([A-Z]{3,4})-(\d+)(?:…(\d+))?/g)].filter(([, family]) =>
    families.has(family ?? ''),
  )
  const ids = named.flatMap(([, family, from, to]) => {
    const first = Number(from)
    return Array.from({ length: Number(to ?? from) - first + 1 }, (_, i) => `${family}-${first + i}`)
  })
  const claimed = [...text.matchAll(/SPEC ([A-Z]{2,5}-\d+)/g)].map(([, id]) => id ?? '')
  return [...ids, ...claimed]
}

const quotes = new Map(files.map((path) => [path, new Set(quoted(read(path)))]))
const all = new Set([...quotes.values()].flatMap((ids) => [...ids]))

describe('SPEC.md and its tests', () => {
  it('is read: it has rules and there are tests', () => {
    expect(rules.size).toBeGreaterThan(60)
    expect(files.length).toBeGreaterThan(20)
    expect(quoted('SPEC XYZ-1 (SPEC ITM-1…3, RCP-2)').sort()).toEqual(
      ['ITM-1', 'ITM-2', 'ITM-3', 'RCP-2', 'ITM-1', 'XYZ-1'].sort(),
    )
  })

  it('has every rule quoted in a test', () => {
    expect([...rules].filter((id) => !all.has(id))).toEqual([])
  })

  it('has every rule that a test quotes', () => {
    const unknown = [...quotes].flatMap(([path, ids]) =>
      [...ids].filter((id) => !rules.has(id)).map((id) => `${path}: ${id}`),
    )
    expect(unknown).toEqual([])
  })
})
