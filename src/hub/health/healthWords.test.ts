import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import en from '../../../locales/en/health.json' with { type: 'json' }
import vi from '../../../locales/vi/health.json' with { type: 'json' }
import { healthNames } from './HealthCheck.ts'

/** Every finding that the checks can come to: the quoted words behind `found('name', …`. */
const source = ['checkMachine.ts', 'checkCommunes.ts']
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('\n')
const states = ['ok', 'warn', 'bad']
const findings = [...source.matchAll(/found\('(\w+)',([^\n]*)/g)].map(([, name = '', rest = '']) => ({
  name,
  words: [...rest.matchAll(/'(\w+)'/g)].map(([, word = '']) => word).filter((word) => !states.includes(word)),
}))

const textAt = (texts: unknown, ...path: string[]): unknown =>
  path.reduce((inner, key) => new Map<string, unknown>(Object.entries(inner ?? {})).get(key), texts)

it('has a sentence for every check and finding, in both languages', () => {
  expect(new Set(findings.map(({ name }) => name))).toEqual(new Set(healthNames))
  for (const texts of [vi, en]) {
    for (const name of healthNames) expect(typeof textAt(texts, 'name', name), name).toBe('string')
    for (const { name, words } of findings)
      for (const word of words) expect(typeof textAt(texts, name, word), `${name}.${word}`).toBe('string')
  }
})

it('says what to do about everything that is not well', () => {
  const well = ['ready', 'enough', 'quick', 'right', 'local', 'fresh', 'none', 'working', 'heard']
  for (const texts of [vi, en]) {
    for (const name of healthNames) {
      const unwell = Object.keys(Object(textAt(texts, name))).filter((finding) => !well.includes(finding))
      for (const finding of unwell)
        expect(typeof textAt(texts, 'todo', name, finding), `${name}.${finding}`).toBe('string')
    }
  }
})
