import type { Commune, CommuneFound } from '../../../domain/communes.ts'

const nothing = { communeCode: null, communeListDate: null, communeName: null, provinceName: null }
const nothingOld = { oldCommuneCode: null, oldCommuneListDate: null, oldCommuneName: null }

/** What an address says of a commune of today; none takes out what stood there. */
export function newFields(commune: Commune | undefined) {
  if (!commune) return nothing
  const { code, listDate, name } = commune
  return { communeCode: code, communeListDate: listDate, communeName: name, provinceName: null }
}

function oldFields(found: CommuneFound | undefined) {
  if (found?.kind !== 'old') return nothingOld
  const { code, listDate, name } = found.commune
  return { oldCommuneCode: code, oldCommuneListDate: listDate, oldCommuneName: name }
}

/** What an address says of a unit that was found, by today's name or an old one; a divided one is still to be asked about. */
export function communeFields(found: CommuneFound | undefined) {
  const only = found?.candidates.length === 1 ? found.candidates[0] : undefined
  return { ...newFields(only), ...oldFields(found) }
}
