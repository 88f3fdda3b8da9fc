import { useState } from 'preact/hooks'
import { formatPartialDate, partialDateFromTyped } from '../../../domain/partialDate.ts'
import { t } from '../../i18n/i18n.ts'
import { DateField, type DateParts } from '../../ui/dateField/DateField.tsx'
import type { AnswerProps } from './AnswerProps.ts'

/** A stored date, or the three numbers as they were typed so far. */
function typedParts(stored: string): DateParts {
  if (stored.includes('/')) {
    const [day = '', month = '', year = ''] = stored.split('/')
    return { day, month, year }
  }
  const [year = '', month = '', day = ''] = stored.split('-')
  return { day, month, year }
}

/** A date as three numbers. What is no date yet is kept as typed, so that it survives; the form's rules name the problem. */
export function DateAnswer({ id, labelAs, answer, label, hint, error, onAnswer, onBlur }: AnswerProps) {
  const [typed, setTyped] = useState(() => typedParts(typeof answer === 'string' ? answer : ''))

  function onInput(value: DateParts) {
    setTyped(value)
    const parsed = partialDateFromTyped(value)
    const empty = value.day === '' && value.month === '' && value.year === ''
    if (empty) onAnswer(null)
    else onAnswer(parsed.ok ? formatPartialDate(parsed.date) : `${value.day}/${value.month}/${value.year}`)
  }

  return (
    <DateField
      id={id}
      labelAs={labelAs}
      label={label}
      hint={hint}
      error={error}
      parts={{ day: t('common:date.dayBox'), month: t('common:date.monthBox'), year: t('common:date.yearBox') }}
      value={typed}
      onInput={onInput}
      onBlur={onBlur}
    />
  )
}
