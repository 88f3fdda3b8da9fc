/** What is looked at, in the order in which it is shown. */
export const healthNames = [
  'database',
  'disk',
  'fsync',
  'clock',
  'certificate',
  'backup',
  'lag',
  'held',
  'tablets',
] as const
export type HealthName = (typeof healthNames)[number]

/** `warn`: look at it this week; `bad`: now. */
export type HealthState = 'ok' | 'warn' | 'bad'

/** One thing that was looked at. `finding` names its sentence, `data` fills it: figures and names of tablets, nobody's data. */
export interface HealthCheck {
  readonly name: HealthName
  readonly state: HealthState
  readonly finding: string
  readonly data: Readonly<Record<string, string | number>>
}

export const found = (
  name: HealthName,
  state: HealthState,
  finding: string,
  data: HealthCheck['data'] = {},
): HealthCheck => ({ name, state, finding, data })

/** The worst of several: what a light on the desk shows. */
export const worstOf = (checks: readonly HealthCheck[]): HealthState =>
  checks.some(({ state }) => state === 'bad') ? 'bad' : checks.some(({ state }) => state === 'warn') ? 'warn' : 'ok'
