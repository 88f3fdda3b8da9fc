/**
 * Groups of which a record may have several, such as the members of a household. Each has a key of its own, `member03` and
 * eight random hex digits: what two tablets add never meets, and every one of them merges, conflicts and is saved by itself
 * (decision 010). The number keeps them in the order they were written down; the random part tells apart what two tablets
 * wrote at the same number.
 */
const keyPattern = /^([a-z]{1,20})(\d{2})[0-9a-f]{8}$/

type Groups = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** @returns the name of the repeated group that this is a key of, or null. */
export const repeatedNameOf = (key: string): string | null => keyPattern.exec(key)?.[1] ?? null

const numberOf = (key: string): number => Number(keyPattern.exec(key)?.[2] ?? 0)

/**
 * @param order keys in the order that a person gave them; keys that it names twice or that are gone are passed over
 * @returns the keys of a record that hold anything, first as ordered, then as written down: the same on every machine
 */
export const repeatedKeys = (name: string, groups: Groups, order: readonly unknown[] = []): readonly string[] => {
  const here = Object.keys(groups)
    .filter((key) => repeatedNameOf(key) === name && Object.keys(groups[key] ?? {}).length > 0)
    .sort((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1))
  const ordered = [...new Set(order)].filter((key): key is string => here.some((known) => known === key))
  return [...ordered, ...here.filter((key) => !ordered.includes(key))]
}

/**
 * The key of one more.
 * @param known the keys that the record has
 * @param random eight hex digits that nobody else will come upon
 */
export const nextRepeatedKey = (name: string, known: readonly string[], random: string): string => {
  const next = Math.min(99, Math.max(0, ...known.map(numberOf)) + 1)
  return `${name}${String(next).padStart(2, '0')}${random}`
}

/** @returns the keys with one of them a place further up or down; as they were at an end. */
export const movedKey = (keys: readonly string[], key: string, by: -1 | 1): readonly string[] => {
  const [from, to] = [keys.indexOf(key), keys.indexOf(key) + by]
  if (from < 0 || to < 0 || to >= keys.length) return keys
  return keys.map((one, at) => (at === from ? (keys[to] ?? one) : at === to ? key : one))
}
