import { useState } from 'preact/hooks'
import { coverages } from '../../../domain/householdRecord.ts'
import { formatPartialDate, partialDateFromTyped } from '../../../domain/partialDate.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { DateField } from '../../ui/dateField/DateField.tsx'
import { Fold } from '../../ui/fold/Fold.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { useForm } from '../../ui/useForm.ts'
import type { CountedPlace, Goal } from './roundsAnswers.ts'
import { useRounds } from './roundsPort.ts'

interface Props {
  team: CountedPlace
  goal: Goal | null
  onChanged: () => Promise<void>
}

/** How many people a team is to bring to each of the four, and until when; its tablets show it with the next contact. */
export function GoalForm({ team, goal, onChanged }: Props) {
  const port = useRounds()
  const first = Object.fromEntries(coverages.map((one) => [one, goal?.[one]?.toString() ?? '']))
  const [typed, setTyped] = useState<Record<string, string>>(first)
  const [year = '', month = '', day = ''] = (goal?.until ?? '').split('-')
  const [until, setUntil] = useState({ day, month, year })
  const [dateError, setDateError] = useState<string | undefined>(undefined)
  const { failed, busy, send } = useForm(errorLine, onChanged)

  async function save() {
    const isEmpty = until.day === '' && until.month === '' && until.year === ''
    const date = isEmpty ? null : partialDateFromTyped(until)
    if (date && (!date.ok || date.date.day === undefined)) return setDateError(t('rounds:goal.wholeDay'))
    setDateError(undefined)
    const of = (one: string) => (typed[one] ? Number(typed[one]) : null)
    await send(() =>
      port.setGoal({
        team: team.id,
        idcard: of('idcard'),
        eaccount: of('eaccount'),
        ownsim: of('ownsim'),
        smartphone: of('smartphone'),
        until: date?.ok ? formatPartialDate(date.date) : null,
      }),
    )
  }

  return (
    <Fold title={team.name}>
      <form
        class="stack"
        noValidate
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {coverages.map((one) => (
          <TextField
            key={one}
            id={`goal-${team.id}-${one}`}
            label={t('rounds:goal.people', { what: t(`round:coverage.${one}`) })}
            keyboard="numeric"
            width="short"
            maxLength={4}
            value={typed[one] ?? ''}
            onInput={(value) => setTyped({ ...typed, [one]: value.replace(/\D/g, '') })}
          />
        ))}
        <DateField
          id={`goal-${team.id}-until`}
          label={t('rounds:goal.until')}
          error={dateError}
          parts={{ day: t('common:date.dayBox'), month: t('common:date.monthBox'), year: t('common:date.yearBox') }}
          value={until}
          onInput={setUntil}
        />
        {failed && (
          <Notice tone="warning" live>
            {failed}
          </Notice>
        )}
        <div>
          <Button type="submit" disabled={busy} label={t('rounds:goal.saveFor', { team: team.name })}>
            {t('rounds:goal.save')}
          </Button>
        </div>
      </form>
    </Fold>
  )
}
