import { compareVietnamese, foldVietnamese } from './foldVietnamese.ts'
import pack from './packs/ethnic-groups.json' with { type: 'json' }

/** One of the 54 groups by its official name; two official code lists differ, so the name is what is stored (facts §8). */
export interface EthnicGroup {
  readonly name: string
  readonly aliases: readonly string[]
}

/** The 54 groups in the order of the census. */
export const ethnicGroups: readonly EthnicGroup[] = pack.groups.flatMap(([name, ...aliases]) =>
  name === undefined ? [] : [{ name, aliases }],
)

const key = (name: string) => foldVietnamese(name).replace(/ /g, '')

/** @returns the group that a person or a card calls so, by name or alias, without accents; undefined if none or several. */
export const findEthnicGroup = (written: string): EthnicGroup | undefined => {
  const exact = ethnicGroups.filter(({ name, aliases }) =>
    [name, ...aliases].some((one) => one.toLowerCase() === written.trim().toLowerCase()),
  )
  const folded = ethnicGroups.filter(({ name, aliases }) => [name, ...aliases].some((one) => key(one) === key(written)))
  const found = exact.length > 0 ? exact : folded
  return found.length === 1 ? found[0] : undefined
}

/** @returns the names for a list to choose from, in Vietnamese order. */
export const ethnicGroupNames = (): readonly string[] => ethnicGroups.map(({ name }) => name).sort(compareVietnamese)
