import { useState } from 'preact/hooks'
import { localDay } from '../../../domain/localDay.ts'
import { formatPartialDate, partialDateFromTyped } from '../../../domain/partialDate.ts'
import { formatDay } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Checkbox } from '../../ui/checkbox/Checkbox.tsx'
import { DateField } from '../../ui/dateField/DateField.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { useForm } from '../../ui/useForm.ts'
import { useLoad } from '../../ui/useLoad.ts'
import type { DeskHousehold } from './roundsAnswers.ts'
import { useRounds } from './roundsPort.ts'
import { TeamOfHamlet, type Teams, teamsFor } from './TeamOfHamlet.tsx'

interface Props {
  hamlet: string
  units: Teams
  /** in walking order */
  households: readonly Pick<DeskHousehold, 'id' | 'team'>[]
}

/** An evening: which team and who of it goes, to these houses in this order. Its tablets learn it with the next contact. */
export function PlanForm({ hamlet, units, households }: Props) {
  const port = useRounds()
  const people = useLoad(port.volunteers, 'volunteers')
  const [year = '', month = '', day = ''] = localDay(port.now()).split('-')
  const [evening, setEvening] = useState({ day, month, year })
  const rounds = useLoad(port.rounds, 'rounds')
  const [chosen, setTeam] = useState('')
  const team = chosen || households[0]?.team || teamsFor(units, hamlet)[0]?.id || ''
  const [who, setWho] = useState<ReadonlySet<string>>(new Set())
  const [note, setNote] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)
  const [planned, setPlanned] = useState<string | null>(null)
  const { failed, busy, send } = useForm(errorLine)
  const others = households.filter((one) => one.team !== team).length
  const typed = partialDateFromTyped(evening)
  const planning = typed.ok ? formatPartialDate(typed.date) : ''
  // the team may have planned it on a tablet: nobody writes over that without having read it
  const known = rounds.value?.rounds.find((one) => one.unit === hamlet && one.team === team && one.evening === planning)
  const volunteers = (people.value ?? []).filter(({ teamId, status }) => teamId === team && status === 'active')

  async function plan() {
    if (!typed.ok || typed.date.day === undefined) return setError(t('rounds:plan.wholeDay'))
    setError(undefined)
    setPlanned(null)
    const names = volunteers.filter(({ id }) => who.has(id)).map(({ name }) => name)
    const done = await send(() =>
      port.plan({
        unit: hamlet,
        team,
        evening: planning,
        who: names,
        note: note.trim(),
        households: households.map(({ id }) => id),
      }),
    )
    if (!done) return
    setPlanned(planning)
    await rounds.reload()
  }

  return (
    <form
      class="stack measure"
      noValidate
      autocomplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        void plan()
      }}
    >
      <h2>{t('rounds:plan.title')}</h2>
      <DateField
        id="plan-evening"
        label={t('rounds:plan.evening')}
        error={error}
        parts={{ day: t('common:date.dayBox'), month: t('common:date.monthBox'), year: t('common:date.yearBox') }}
        value={evening}
        onInput={setEvening}
      />
      <TeamOfHamlet id="plan-team" units={units} hamlet={hamlet} value={team} onChange={setTeam} />
      <fieldset class="field">
        <legend class="field__label">{t('rounds:plan.who')}</legend>
        {volunteers.map(({ id, name }) => (
          <Checkbox
            key={id}
            id={`who-${id}`}
            label={name}
            checked={who.has(id)}
            onChange={(goes) => setWho(new Set(goes ? [...who, id] : [...who].filter((one) => one !== id)))}
          />
        ))}
        {people.value && volunteers.length === 0 && <p class="muted">{t('rounds:plan.nobody')}</p>}
      </fieldset>
      <TextField
        id="plan-note"
        label={t('rounds:plan.note')}
        hint={t('round:form.noteHint')}
        maxLength={300}
        value={note}
        onInput={setNote}
      />
      {known && planned !== planning && (
        <Notice tone="info">
          {t('rounds:plan.known', {
            count: known.households.length,
            who: known.who.join(', ') || t('rounds:plan.nobodyYet'),
          })}
        </Notice>
      )}
      {others > 0 && <Notice tone="warning">{t('rounds:plan.otherTeam', { count: others })}</Notice>}
      {failed && (
        <Notice tone="warning" live>
          {failed}
        </Notice>
      )}
      <div class="cluster">
        <Button variant="primary" type="submit" disabled={busy || team === '' || others > 0}>
          {t('rounds:plan.save', { count: households.length })}
        </Button>
      </div>
      <p role="status">{planned === null ? '' : t('rounds:plan.done', { day: formatDay(planned) })}</p>
    </form>
  )
}
