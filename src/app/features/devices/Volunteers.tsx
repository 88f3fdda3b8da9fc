import { useState } from 'preact/hooks'
import { isFirstPin } from '../../../domain/firstPin.ts'
import { parsePersonName } from '../../../domain/personName.ts'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { sortByName } from '../../i18n/sortByName.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { ErrorSummary, type FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { PasswordField } from '../../ui/passwordField/PasswordField.tsx'
import { Table } from '../../ui/table/Table.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import type { Unit, Volunteer } from './devicesAnswers.ts'
import { useDevices } from './devicesPort.ts'
import { PinSlips, type Slip } from './PinSlips.tsx'
import { placesOf, TeamChoice } from './TeamChoice.tsx'
import { VolunteerActions } from './VolunteerActions.tsx'

interface Props {
  units: readonly Unit[]
  volunteers: readonly Volunteer[]
  onChanged: () => Promise<void>
}

/** Volunteers of all teams, and a form for another one with a first PIN. */
export function Volunteers({ units, volunteers, onChanged }: Props) {
  const port = useDevices()
  const places = placesOf(units)
  const [name, setName] = useState('')
  const [pin, setPin] = useState('')
  const [team, setTeam] = useState(places.length === 1 ? (places[0]?.value ?? '') : '')
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const [slip, setSlip] = useState<Slip | null>(null)
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  const errorOf = (fieldId: string) => errors.find((error) => error.fieldId === fieldId)?.text

  async function add() {
    const parsed = parsePersonName(name)
    const problems: FieldError[] = [
      ...(parsed.ok ? [] : [{ fieldId: 'volunteer-name', text: t('desk:volunteers.problem.name') }]),
      ...(team === '' ? [{ fieldId: 'volunteer-team', text: t('desk:volunteers.problem.team') }] : []),
      ...(isFirstPin(pin) ? [] : [{ fieldId: 'volunteer-pin', text: t('desk:volunteers.problem.pin') }]),
    ]
    setErrors(problems)
    setSaid('')
    if (!parsed.ok || problems.length > 0 || busy) return
    setBusy(true)
    try {
      await port.addVolunteer({ name: parsed.name, team, pin })
      setSlip({ name: parsed.name, pin })
      setName('')
      setPin('')
      setSaid(t('desk:volunteers.added'))
      await onChanged()
    } catch (error) {
      setErrors([{ fieldId: 'volunteer-name', text: errorLine(error) }])
    }
    setBusy(false)
  }

  return (
    <>
      <Table
        caption={t('desk:volunteers.all')}
        columns={[
          { id: 'name', title: t('desk:volunteers.column.name') },
          { id: 'team', title: t('desk:volunteers.column.team') },
          { id: 'act', title: t('desk:volunteers.column.act') },
        ]}
        emptyText={t('desk:volunteers.none')}
        rows={sortByName(volunteers, (one) => one.name).map((one) => ({
          id: one.id,
          cells: {
            name: <strong>{one.name}</strong>,
            team: one.team ?? '',
            act:
              one.status === 'left' ? (
                <Tag tone="plain" text={t('desk:volunteers.left')} />
              ) : port.isAdmin ? (
                <VolunteerActions
                  volunteer={one}
                  onPin={(person, given) => setSlip({ name: person, pin: given })}
                  onChanged={onChanged}
                />
              ) : null,
          },
        }))}
      />
      {slip && <PinSlips slips={[slip]} onDone={() => setSlip(null)} />}
      {port.isAdmin && (
        <Card>
          <form
            class="stack"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              void add()
            }}
          >
            <h2>{t('desk:volunteers.add')}</h2>
            <ErrorSummary title={t('common:errors.title', { count: errors.length })} errors={errors} />
            <TextField
              id="volunteer-name"
              label={t('desk:volunteers.name')}
              value={name}
              width="middle"
              maxLength={60}
              error={errorOf('volunteer-name')}
              onInput={setName}
            />
            <TeamChoice
              id="volunteer-team"
              label={t('desk:volunteers.team')}
              places={places}
              value={team}
              error={errorOf('volunteer-team')}
              onChange={setTeam}
            />
            <PasswordField
              id="volunteer-pin"
              label={t('desk:volunteers.pin')}
              hint={t('desk:volunteers.pinHint')}
              purpose="new"
              value={pin}
              showText={t('desk:password.show')}
              hideText={t('desk:password.hide')}
              error={errorOf('volunteer-pin')}
              onInput={setPin}
            />
            <div class="cluster">
              <Button type="submit" disabled={busy}>
                {busy ? t('desk:volunteers.busy') : t('desk:volunteers.add')}
              </Button>
              <p role="status">{said}</p>
            </div>
          </form>
        </Card>
      )}
    </>
  )
}
