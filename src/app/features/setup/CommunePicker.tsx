import { useEffect, useState } from 'preact/hooks'
import { type CommuneList, findCommune, oldNamesOf, searchCommunes } from '../../../domain/communes.ts'
import { formatDay } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { type SearchOption, SearchSelect } from '../../ui/searchSelect/SearchSelect.tsx'
import { CommuneByHand } from './CommuneByHand.tsx'
import type { CommuneFieldProps, PickedCommune } from './communeFieldProps.ts'

const nobody: PickedCommune = { code: '', listDate: '', name: '', oldName: '' }
/** As long as the hub takes them. */
const mostLetters = 200
const keyOf = ({ code, listDate }: { code: string; listDate: string }) => `${code} ${listDate}`

/**
 * The commune of today, found by its new name or by an old one (facts §0: papers and people still say the old). A commune
 * outside the built-in list is written by hand, code and list date together, because codes were used twice.
 */
export function CommunePicker({ picked, errorOf, onPick }: CommuneFieldProps) {
  const [list, setList] = useState<CommuneList | null>(null)
  const [byHand, setByHand] = useState(false)
  useEffect(() => {
    let here = true
    void import('../../../domain/communesPack.ts').then(({ loadCommunes }) => {
      if (here) setList(loadCommunes())
    })
    return () => {
      here = false
    }
  }, [])

  if (byHand)
    return <CommuneByHand picked={picked} errorOf={errorOf} onPick={onPick} onSearch={() => setByHand(false)} />
  if (!list) return <Busy text={t('setup:form.listLoading')} />

  const search = (query: string): readonly SearchOption[] => optionsFor(list, query)
  function choose(option: SearchOption | null) {
    const [code = '', listDate = ''] = option?.value.split(' ') ?? []
    const found = list && option ? findCommune(list, { code, listDate }) : undefined
    const oldName = list ? oldNamesOf(list, { code, listDate }).join(', ').slice(0, mostLetters) : ''
    onPick(found ? { code, listDate, name: found.commune.name, oldName } : nobody)
  }
  return (
    <div class="stack stack--tight">
      <SearchSelect
        id="setup-commune"
        label={t('setup:form.commune')}
        hint={t('setup:form.communeHint')}
        search={search}
        chosen={picked.name === '' ? null : { value: keyOf(picked), label: picked.name }}
        error={errorOf('commune')}
        noneText={t('setup:form.none')}
        countText={(count) => t('setup:form.found', { count })}
        clearText={t('setup:form.clear')}
        onChoose={choose}
      />
      {picked.code !== '' && (
        <p class="measure">{t('setup:form.codeOf', { code: picked.code, day: formatDay(picked.listDate) })}</p>
      )}
      <div class="cluster">
        <Button variant="quiet" onClick={() => setByHand(true)}>
          {t('setup:form.byHand')}
        </Button>
      </div>
    </div>
  )
}

/** Communes of today that fit; each once, with the old names by which it was found. */
function optionsFor(list: CommuneList, query: string): readonly SearchOption[] {
  const olds = new Map<string, string[]>()
  const options = new Map<string, SearchOption>()
  for (const found of searchCommunes(list, query, 12)) {
    for (const commune of found.candidates) {
      const value = keyOf(commune)
      const old = olds.get(value) ?? []
      if (found.kind === 'old') old.push(`${found.commune.name}, ${found.commune.district}`)
      olds.set(value, old)
      const detail = [
        commune.province,
        ...(old.length > 0 ? [t('setup:form.formerly', { names: old.join('; ') })] : []),
      ]
      options.set(value, { value, label: commune.name, detail: detail.join(' · ') })
    }
  }
  return [...options.values()]
}
