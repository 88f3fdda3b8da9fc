import { useState } from 'preact/hooks'
import { formatPartialDate, isAfter, partialDateFromTyped } from '../../../domain/partialDate.ts'
import { t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { DateField, type DateParts } from '../../ui/dateField/DateField.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { idNumberCheck } from './IdNumberQuestion.tsx'
import { dayOf } from './places.ts'
import { errorOf, problemText } from './problemText.ts'

/** A date that is not one yet is kept beside it under this name, so that no typed number is lost with a killed browser. */
export const halfTyped = 'birthTyped'

function typedParts(stored: string | undefined, half: unknown): DateParts {
  if (typeof half === 'string') {
    const [day = '', month = '', year = ''] = half.split('/')
    return { day, month, year }
  }
  const [year = '', month = '', day = ''] = (stored ?? '').split('-')
  return { day, month, year }
}

/** The birth date as three numbers; day and month may be unknown. */
export function BirthDateQuestion(props: ActivationScreenProps) {
  const { work, goNext } = props
  const { now } = usePorts()
  const { groups } = work.draft
  const identity = groupValue(groups, 'activation', 'identity')
  const [typed, setTyped] = useState(() => typedParts(identity.birthDate, groups.identity?.[halfTyped]))
  const [errors, setErrors] = useState<FieldError[]>([])

  function onInput(value: DateParts) {
    setTyped(value)
    const parsed = partialDateFromTyped(value)
    const empty = value.day === '' && value.month === '' && value.year === ''
    work.set({
      identity: parsed.ok
        ? { birthDate: formatPartialDate(parsed.date), [halfTyped]: null }
        : { birthDate: null, [halfTyped]: empty ? null : `${value.day}/${value.month}/${value.year}` },
    })
  }

  function next() {
    const parsed = partialDateFromTyped(typed)
    const problem =
      typed.year === ''
        ? t('activation:birthDate.missing')
        : !parsed.ok
          ? problemText(parsed.problem)
          : isAfter(parsed.date, dayOf(now()))
            ? problemText('birthInFuture')
            : null
    if (problem !== null) return setErrors([{ fieldId: 'birthDate', text: problem }])
    goNext()
  }

  const odd = idNumberCheck(groups, identity.idNumber ?? '').warnings.includes('idBirthYearMismatch')
  return (
    <ActivationPage
      {...props}
      errors={errors}
      onEdit={() => setErrors([])}
      onNext={next}
      nextText={odd ? t('activation:idNumber.asOnCard') : undefined}
    >
      <DateField
        id="birthDate"
        labelAs="title"
        label={t('activation:birthDate.question')}
        hint={t('activation:birthDate.hint')}
        error={errorOf(errors, 'birthDate')}
        warning={odd ? t('domain:warning.idBirthYearMismatch') : undefined}
        parts={{ day: t('common:date.dayBox'), month: t('common:date.monthBox'), year: t('common:date.yearBox') }}
        value={typed}
        onInput={onInput}
        onBlur={() => void work.flush()}
      />
    </ActivationPage>
  )
}
