import { type CommuneFound, type CommuneKey, findCommune, searchCommunes } from '../../../domain/communes.ts'
import { loadCommunes } from '../../../domain/communesPack.ts'
import { t } from '../../i18n/i18n.ts'
import type { SearchOption } from '../../ui/searchSelect/SearchSelect.tsx'

/** Code and list date together: codes were reused, so neither names a commune alone (facts §0). */
const keyText = ({ code, listDate }: CommuneKey) => `${code}@${listDate}`

/** A commune as an option: its name, and what tells it from another of that name. */
export function communeOption(found: CommuneFound): SearchOption {
  if (found.kind === 'old') {
    const { commune } = found
    const detail = t('activation:address.oldDetail', { district: commune.district, province: commune.province })
    return { value: keyText(commune), label: commune.name, detail }
  }
  const { commune } = found
  const detail = commune.formerName
    ? t('activation:address.newDetailFormer', { province: commune.province, former: commune.formerName })
    : t('activation:address.newDetail', { province: commune.province })
  return { value: keyText(commune), label: commune.name, detail }
}

/** Options for what was typed, with or without accents, by new or old name. */
export function searchOptions(query: string): SearchOption[] {
  return searchCommunes(loadCommunes(), query).map(communeOption)
}

/** The commune behind an option's value. */
export function communeOf(value: string): CommuneFound | undefined {
  const [code = '', listDate = ''] = value.split('@')
  return findCommune(loadCommunes(), { code, listDate })
}

/** The commune behind two stored fields. */
export function storedCommune(code: string | undefined, listDate: string | undefined): CommuneFound | undefined {
  return code === undefined || listDate === undefined ? undefined : findCommune(loadCommunes(), { code, listDate })
}
