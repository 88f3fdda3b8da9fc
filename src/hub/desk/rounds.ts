import { countCoverages, peopleIn } from '../../domain/coverageCount.ts'
import { inWalkingOrder } from '../../domain/household.ts'
import { coverages, type VisitState, visitStates } from '../../domain/householdRecord.ts'
import { keptStatus, recordTypes } from '../../domain/records.ts'
import { readGoal, readRound, type TeamGoal } from '../../domain/round.ts'
import { Problem } from '../../protocol/problems.ts'
import { eveningName, goalName, roundId } from '../../protocol/roundId.ts'
import { newRecord } from '../apply/recordState.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { RecordRow } from '../store/rows.ts'
import type { DeskActor } from './DeskPorts.ts'
import { type DeskHousehold, householdsOf, placeOf, type RoundPorts, valuesOf, writeByDesk } from './households.ts'

/** Evenings that the desk lists, the newest first. */
const mostRounds = 500

const roundRows = (tx: TenantTx): Promise<RecordRow[]> =>
  tx.records({ type: recordTypes.round.name, status: ['kept'], limit: mostRounds })

function countedPlace(id: string, name: string, households: readonly DeskHousehold[]) {
  const counts = countCoverages(households)
  const inState = (state: VisitState) => households.filter(({ visit }) => visit.state === state).length
  const visits = Object.fromEntries(visitStates.map((state) => [state, inState(state)]))
  return { id, name, households: households.length, people: peopleIn(counts), visits, counts }
}

/**
 * The one record of that name: a team's target, or its evening in a hamlet. Its id is made of the name, so that it is found and never
 * made twice, however many records there are. One that was erased is followed by the next. A writer holds the lock of records.
 */
async function namedRound(ports: RoundPorts, tx: TenantTx, team: string, name: string): Promise<RecordRow> {
  for (let after = 0; ; after++) {
    const id = await roundId(ports, tx.tenant, name, after)
    const known = await tx.record(id)
    if (!known) return newRecord(id, recordTypes.round.name, team, null, ports.now())
    if (known.status === keptStatus) return known
  }
}

const goalRecord = (ports: RoundPorts, tx: TenantTx, team: string) => namedRound(ports, tx, team, goalName(team))

/** Rounds, targets and what the households add up to, for the desk; the showing is audited (SPEC AUD-1). */
export function readRounds(ports: RoundPorts, actor: DeskActor) {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const [households, rows, units, teams, tenant] = [
      await householdsOf(tx),
      await roundRows(tx),
      await tx.units(),
      await tx.teams(),
      await tx.tenantRow(),
    ]
    await tx.audit({
      at: ports.now(),
      actor: `officer:${actor.officer}`,
      action: 'count',
      subject: 'households',
      detail: { count: households.length },
    })
    const goals = []
    for (const team of teams) {
      const goal = readGoal(valuesOf(await goalRecord(ports, tx, team.id)))
      if (goal) goals.push({ ...goal, team: team.id })
    }
    return {
      commune: countedPlace(tenant.id, tenant.name, households),
      hamlets: units
        .filter(({ kind }) => kind === 'hamlet')
        .map(({ id, name }) =>
          countedPlace(
            id,
            name,
            households.filter(({ unit }) => unit === id),
          ),
        ),
      teams: teams.map(({ id, name }) =>
        countedPlace(
          id,
          name,
          households.filter(({ team }) => team === id),
        ),
      ),
      rounds: rows
        .flatMap((row) => {
          const plan = readRound(row.id, valuesOf(row))
          return plan ? [{ ...plan, version: row.version, team: row.team, openConflicts: row.openConflicts }] : []
        })
        .sort((a, b) => (a.evening < b.evening ? 1 : -1)),
      goals,
    }
  })
}

/** The households of a hamlet in walking order, their showing audited. Throws `Problem('not-found')`. */
export function listHouseholds(ports: RoundPorts, actor: DeskActor, unit: string) {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    if (!(await tx.units()).some(({ id }) => id === unit)) throw new Problem('not-found')
    const own = (await householdsOf(tx)).filter((household) => household.unit === unit)
    await tx.audit({
      at: ports.now(),
      actor: `officer:${actor.officer}`,
      action: 'list-households',
      subject: `unit:${unit}`,
      detail: { count: own.length },
    })
    // where each house lies is told of one that an officer opens, not of a hamlet at once
    return inWalkingOrder(own).map(({ point: _, ...household }) => household)
  })
}

export interface PlannedRound {
  readonly unit: string
  readonly team?: string | undefined
  readonly evening: string
  readonly who: readonly string[]
  readonly note: string
  readonly households: readonly string[]
}

/** Plan an evening; planned again, the same team's evening in the same hamlet changes. Throws `Problem`. */
export function planRound(ports: RoundPorts, actor: DeskActor, planned: PlannedRound): Promise<string> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const { unit, team } = await placeOf(tx, planned.unit, planned.team)
    await tx.lockRecord(unit.id)
    const here = (await householdsOf(tx)).filter((one) => one.unit === unit.id)
    const teamOf = new Map(here.map((one) => [one.id, one.team]))
    if (!planned.households.every((id) => teamOf.has(id))) throw new Problem('not-found')
    // a house is its first team's: the tablets of another have nothing of it (decision 025)
    if (planned.households.some((id) => teamOf.get(id) !== team.id)) throw new Problem('conflict')
    const now = ports.now()
    const before = await namedRound(
      ports,
      tx,
      team.id,
      eveningName({ team: team.id, unit: unit.id, evening: planned.evening }),
    )
    const { evening, who, note } = planned
    const plan = { unit: unit.id, hamlet: unit.name, evening, who: [...who], ...(note === '' ? {} : { note }) }
    const stops = { households: [...planned.households] }
    const after = await writeByDesk(tx, actor, before, { plan, stops }, now)
    await tx.audit({
      at: now,
      actor: `officer:${actor.officer}`,
      action: 'plan-round',
      subject: `record:${after.id}`,
      detail: { version: after.version, households: planned.households.length },
    })
    return after.id
  })
}

/** Set a team's target; fields that are null have none. Throws `Problem('not-found')`. */
export function setGoal(ports: RoundPorts, actor: DeskActor, teamId: string, goal: TeamGoal): Promise<void> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const team = (await tx.teams()).find(({ id }) => id === teamId)
    if (!team) throw new Problem('not-found')
    await tx.lockRecord(team.id)
    const now = ports.now()
    const before = await goalRecord(ports, tx, team.id)
    const said = [...coverages, 'until' as const].flatMap((name) => (goal[name] === null ? [] : [[name, goal[name]]]))
    const after = await writeByDesk(tx, actor, before, { goal: Object.fromEntries(said) }, now)
    await tx.audit({
      at: now,
      actor: `officer:${actor.officer}`,
      action: 'set-goal',
      subject: `team:${team.id}`,
      detail: { version: after.version },
    })
  })
}
