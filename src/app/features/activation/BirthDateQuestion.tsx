import { useState } from 'preact/hooks'
import { formatPartialDate, isAfter, partialDateFromTyped } from '../../../domain/partialDate.ts'
import { t } from '../../i18n/i18n.ts'
import { SharedKey } from '../../resident/Shared.tsx'
import { usePorts } from '../../storage/usePorts.ts'
import { DateField, type DateParts } from '../../ui/dateField/DateField.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { dayOf } from './places.ts'
import { problemText } from './problemText.ts'
import { useIdentityQuestion } from './useIdentityQuestion.ts'

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
  const { identity, ...question } = useIdentityQuestion(props, 'birthDate', 'idBirthYearMismatch')
  const [typed, setTyped] = useState(() => typedParts(identity.birthDate, work.draft.groups.identity?.[halfTyped]))

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
    if (problem !== null) return question.refuse(problem)
    goNext()
  }

  return (
    <ActivationPage {...props} {...question.page} onNext={next}>
      <DateField
        id="birthDate"
        labelAs="title"
        label={<SharedKey of="activation:birthDate.question" />}
        hint={<SharedKey of="activation:birthDate.hint" />}
        error={question.error}
        warning={question.warning}
        parts={{ day: t('common:date.dayBox'), month: t('common:date.monthBox'), year: t('common:date.yearBox') }}
        value={typed}
        onInput={onInput}
        onBlur={() => void work.flush()}
      />
    </ActivationPage>
  )
}
