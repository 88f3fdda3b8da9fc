import { useState } from 'preact/hooks'
import { formatPartialDate, partialDateFromTyped } from '../../../domain/partialDate.ts'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { DateField, type DateParts } from '../../ui/dateField/DateField.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import type { CommuneFieldProps } from './communeFieldProps.ts'

/** A commune outside the built-in list: name, code and the date of the list that the code is from. */
export function CommuneByHand({ picked, errorOf, onPick, onSearch }: CommuneFieldProps & { onSearch: () => void }) {
  const [date, setDate] = useState<DateParts>({ day: '', month: '', year: '' })

  function typeDate(parts: DateParts) {
    setDate(parts)
    const parsed = partialDateFromTyped(parts)
    onPick({ ...picked, listDate: parsed.ok ? formatPartialDate(parsed.date) : '' })
  }

  return (
    <div class="stack">
      <TextField
        id="setup-commune"
        label={t('setup:form.name')}
        value={picked.name}
        width="middle"
        maxLength={80}
        error={errorOf('commune')}
        onInput={(name) => onPick({ ...picked, name })}
      />
      <TextField
        id="setup-code"
        label={t('setup:form.code')}
        hint={t('setup:form.codeHint')}
        value={picked.code}
        keyboard="numeric"
        width="short"
        maxLength={5}
        error={errorOf('code')}
        onInput={(code) => onPick({ ...picked, code: code.trim() })}
      />
      <DateField
        id="setup-list-date"
        label={t('setup:form.listDate')}
        hint={t('setup:form.listDateHint')}
        value={date}
        parts={{ day: t('common:date.dayBox'), month: t('common:date.monthBox'), year: t('common:date.yearBox') }}
        error={errorOf('listDate')}
        onInput={typeDate}
      />
      <div class="cluster">
        <Button variant="quiet" onClick={onSearch}>
          {t('setup:form.search')}
        </Button>
      </div>
    </div>
  )
}
