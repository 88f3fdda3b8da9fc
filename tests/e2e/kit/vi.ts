import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const folder = resolve(import.meta.dirname, '../../../locales/vi')
const spaces = new Map<string, unknown>()

function space(name: string): unknown {
  if (!spaces.has(name)) spaces.set(name, JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')))
  return spaces.get(name)
}

const step = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined

/**
 * A sentence as a person reads it on a Vietnamese screen: `vi('field:start')`. Throws when there is none, so that a test
 * never waits for a text that no screen has.
 */
export function vi(key: string, data: Readonly<Record<string, string | number>> = {}): string {
  const [name = '', path = ''] = key.split(':')
  const find = (full: string) => full.split('.').reduce(step, space(name))
  const text = find(path) ?? find(`${path}_other`)
  if (typeof text !== 'string') throw new Error(`no Vietnamese text for ${key}`)
  return text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (whole, word: string) => String(data[word] ?? whole))
}
