import { ethnicGroupNames, ethnicGroups } from '../../../domain/ethnicGroups.ts'
import { matchesSearch } from '../../../domain/foldVietnamese.ts'
import { t } from '../../i18n/i18n.ts'
import { SearchSelect } from '../../ui/searchSelect/SearchSelect.tsx'
import type { AnswerProps } from './AnswerProps.ts'

/** Groups by official name, found by any name a person uses (facts §8: names are stored, the code lists differ). */
function search(query: string) {
  const aliases = new Map(ethnicGroups.map((group) => [group.name, group.aliases]))
  return ethnicGroupNames()
    .filter((name) => [name, ...(aliases.get(name) ?? [])].some((one) => matchesSearch(one, query)))
    .map((name) => ({ value: name, label: name, detail: (aliases.get(name) ?? []).join(', ') || undefined }))
}

export function EthnicGroupAnswer({ id, labelAs, answer, label, name, hint, error, onAnswer }: AnswerProps) {
  return (
    <SearchSelect
      id={id}
      labelAs={labelAs}
      label={label}
      name={name}
      hint={hint}
      error={error}
      search={search}
      chosen={typeof answer === 'string' ? { value: answer, label: answer } : null}
      onChoose={(option) => onAnswer(option?.value ?? null)}
      noneText={t('dossier:ethnicNone')}
      countText={(count) => t('dossier:ethnicCount', { count })}
      clearText={t('common:change')}
    />
  )
}
