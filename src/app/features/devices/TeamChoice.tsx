import { t } from '../../i18n/i18n.ts'
import { Choice } from '../../ui/choice/Choice.tsx'
import type { Unit } from './devicesAnswers.ts'

/** A team with its unit: where a tablet or a volunteer belongs. */
export interface TeamPlace {
  /** team id */
  readonly value: string
  /** unit id */
  readonly unit: string
  readonly label: string
  readonly hint: string
}

/** @returns every team of every unit, in the hub's order. */
export const placesOf = (units: readonly Unit[]): readonly TeamPlace[] =>
  units.flatMap((unit) =>
    unit.teams.map((team) => ({ value: team.id, unit: unit.id, label: team.name, hint: unit.name })),
  )

interface Props {
  id: string
  label: string
  places: readonly TeamPlace[]
  value: string
  error?: string | undefined
  onChange: (team: string) => void
}

/** Which team; a commune with one team is not asked. */
export function TeamChoice({ id, label, places, value, error, onChange }: Props) {
  const only = places.length === 1 ? places[0] : undefined
  if (only) return <p>{t('desk:devices.onlyTeam', { team: only.label, unit: only.hint })}</p>
  return <Choice id={id} label={label} options={places} value={value} columns={3} error={error} onChange={onChange} />
}
