import healthEn from '../../locales/en/health.json' with { type: 'json' }
import healthVi from '../../locales/vi/health.json' with { type: 'json' }
import { isEnglish } from './words.ts'

const at = (texts: unknown, key: string): unknown =>
  key.split('.').reduce((inner: unknown, part) => {
    const found =
      typeof inner === 'object' && inner !== null ? Object.entries(inner).find(([name]) => name === part) : undefined
    return found?.[1]
  }, texts)

/** A sentence of `health.json` by its path; '' where there is none. */
export function sayHealth(path: string, data: Readonly<Record<string, string | number>> = {}): string {
  const text = at(isEnglish(process.env) ? healthEn : healthVi, path)
  return typeof text === 'string' ? text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(data[name] ?? '')) : ''
}
