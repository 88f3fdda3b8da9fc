import type { CommunesPack } from './communesPackSchema.ts'
import { compareVietnamese, foldVietnamese, matchesSearch } from './foldVietnamese.ts'

/**
 * A code and the date of the list it belongs to, never apart: all 131 new codes existed before 1/7/2025, more than 60 of
 * them for a commune of another name (facts §0).
 */
export interface CommuneKey {
  readonly code: string
  readonly listDate: string
}

/** A commune-level unit of today. */
export interface Commune extends CommuneKey {
  readonly name: string
  readonly province: string
  /** Its name between 1/7/2025 and 29/4/2026, where NQ 237 changed it. */
  readonly formerName?: string
}

/** A unit as cards and residents still call it, with the units its area now belongs to. */
export interface OldCommune extends CommuneKey {
  readonly name: string
  readonly district: string
  readonly province: string
  /** One unit, or several where the old commune was split: then the resident is asked which part. */
  readonly candidates: readonly Commune[]
}

export interface CommuneList {
  readonly version: string
  readonly communes: readonly Commune[]
  readonly oldCommunes: readonly OldCommune[]
}

export type CommuneFound =
  | { readonly kind: 'new'; readonly commune: Commune; readonly candidates: readonly Commune[] }
  | { readonly kind: 'old'; readonly commune: OldCommune; readonly candidates: readonly Commune[] }

/** Builds the list from a checked pack; throws a RangeError where a row points at nothing. */
export const communeListFrom = (pack: CommunesPack): CommuneList => {
  const communes = pack.new.map(
    ([code, name, province, formerName]): Commune => ({
      code,
      listDate: pack.newListDate,
      name,
      province: pack.newProvinces[province] ?? missing('province', province),
      ...(formerName === undefined ? {} : { formerName }),
    }),
  )
  const byCode = new Map(communes.map((commune) => [commune.code, commune]))
  const oldCommunes = pack.old.map(([code, name, districtAt, ...becomes]): OldCommune => {
    const [district, province] = pack.districts[districtAt] ?? missing('district', String(districtAt))
    return {
      code,
      listDate: pack.oldListDate,
      name,
      district,
      province: pack.oldProvinces[province] ?? missing('province', province),
      candidates: becomes.map((newCode) => byCode.get(newCode) ?? missing('commune', newCode)),
    }
  })
  return { version: pack.version, communes, oldCommunes }
}

const missing = (what: string, code: string): never => {
  throw new RangeError(`communes pack names an unknown ${what}: ${code}`)
}

const namesOf = (found: CommuneFound) =>
  found.kind === 'new'
    ? `${found.commune.name} ${found.commune.formerName ?? ''} ${found.commune.province}`
    : `${found.commune.name} ${found.commune.district} ${found.commune.province}`

const kindWord = /^(?:xa|phuong|thi tran) /
const bareName = (found: CommuneFound) => foldVietnamese(found.commune.name).replace(kindWord, '')

/**
 * Finds communes by new or old name, district or province, without accents, word starts in any order.
 * @param most how many to return
 * @returns units of today first where the name begins with the query, then the others in Vietnamese order
 */
export const searchCommunes = (list: CommuneList, query: string, most = 20): readonly CommuneFound[] => {
  const wanted = foldVietnamese(query).replace(kindWord, '')
  if (wanted === '') return []
  const all: CommuneFound[] = [
    ...list.communes.map((commune) => ({ kind: 'new' as const, commune, candidates: [commune] })),
    ...list.oldCommunes.map((commune) => ({ kind: 'old' as const, commune, candidates: commune.candidates })),
  ]
  const rank = (found: CommuneFound) => {
    const name = bareName(found)
    return name === wanted ? 0 : name.startsWith(wanted) ? 1 : 2
  }
  return all
    .filter((found) => matchesSearch(namesOf(found), query))
    .map((found) => ({ found, rank: rank(found) }))
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        Number(a.found.kind === 'old') - Number(b.found.kind === 'old') ||
        compareVietnamese(a.found.commune.name, b.found.commune.name),
    )
    .slice(0, most)
    .map(({ found }) => found)
}

/** @returns what people and papers still call a commune of today: the names whose area it took over, and its own of before. */
export const oldNamesOf = (list: CommuneList, key: CommuneKey): readonly string[] => {
  const isKey = (one: CommuneKey) => one.code === key.code && one.listDate === key.listDate
  const former = list.communes.filter(isKey).flatMap(({ formerName }) => formerName ?? [])
  const olds = list.oldCommunes.filter(({ candidates }) => candidates.some(isKey)).map(({ name }) => name)
  return [...new Set([...former, ...olds])]
}

/** @returns the unit with this code in the list of this date; undefined for a code of another list. */
export const findCommune = (list: CommuneList, key: CommuneKey): CommuneFound | undefined => {
  const isKey = (one: CommuneKey) => one.code === key.code && one.listDate === key.listDate
  const commune = list.communes.find(isKey)
  if (commune) return { kind: 'new', commune, candidates: [commune] }
  const old = list.oldCommunes.find(isKey)
  return old && { kind: 'old', commune: old, candidates: old.candidates }
}
