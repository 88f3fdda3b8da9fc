import { matchesSearch } from '../../../domain/foldVietnamese.ts'
import { spokenLanguages } from '../../../domain/languages.ts'
import { t } from '../../i18n/i18n.ts'
import { SearchSelect } from '../../ui/searchSelect/SearchSelect.tsx'
import { languageName } from './householdWords.ts'

interface Props {
  label: string
  /** a code, what a list said, or '' */
  value: string
  onChange: (value: string) => void
}

/** The language that somebody speaks, out of those of the three provinces. */
export function LanguageChoice({ label, value, onChange }: Props) {
  const options = spokenLanguages.map(({ code, label: name }) => ({ value: code, label: name }))
  return (
    <SearchSelect
      id="language"
      label={label}
      search={(query) => options.filter((option) => matchesSearch(option.label, query))}
      chosen={value === '' ? null : { value, label: languageName(value) }}
      onChoose={(option) => onChange(option?.value ?? '')}
      noneText={t('round:language.none')}
      countText={(count) => t('round:language.found', { count })}
      clearText={t('round:language.change')}
    />
  )
}
