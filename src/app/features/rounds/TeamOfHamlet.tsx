import { t } from '../../i18n/i18n.ts'
import { Choice } from '../../ui/choice/Choice.tsx'

/** Units of the commune with their teams. */
export type Teams = readonly { id: string; name: string; teams: readonly { id: string; name: string }[] }[]

/** Teams that may go to a hamlet: its own first, then those of the commune and of other hamlets. */
export const teamsFor = (units: Teams, hamlet: string): readonly { id: string; name: string; unit: string }[] =>
  [...units]
    .sort((a, b) => Number(b.id === hamlet) - Number(a.id === hamlet))
    .flatMap((unit) => unit.teams.map(({ id, name }) => ({ id, name, unit: unit.name })))

interface Props {
  id: string
  units: Teams
  hamlet: string
  value: string
  label?: string
  onChange: (team: string) => void
}

/** Which team goes there; where there is one team alone nobody is asked. */
export function TeamOfHamlet({ id, units, hamlet, value, label, onChange }: Props) {
  const teams = teamsFor(units, hamlet)
  if (teams.length === 0) return <p>{t('rounds:noTeam')}</p>
  if (teams.length === 1) return <p>{t('rounds:oneTeam', { team: teams[0]?.name ?? '' })}</p>
  return (
    <Choice
      id={id}
      label={label ?? t('rounds:column.team')}
      columns={3}
      options={teams.map((team) => ({ value: team.id, label: team.name, hint: team.unit }))}
      value={value}
      onChange={onChange}
    />
  )
}
