import { type CommuneList, communeListFrom } from './communes.ts'
import { communesPackSchema } from './communesPackSchema.ts'
import builtIn from './packs/communes.json' with { type: 'json' }

/** Reads a communes pack that came as data; throws a ZodError that names the wrong row. */
export const parseCommunesPack = (pack: unknown): CommuneList => communeListFrom(communesPackSchema.parse(pack))

let loaded: CommuneList | undefined

/** @returns the communes of the three former provinces that this version ships with; read once. Import this file lazily. */
export const loadCommunes = (): CommuneList => {
  loaded ??= parseCommunesPack(builtIn)
  return loaded
}
