import { uuidFromRandom } from '../../crypto/bytes.ts'
import type { CryptoPort } from '../../crypto/CryptoPort.ts'
import { HouseholdIndex } from '../../domain/HouseholdIndex.ts'
import { type Household, readHousehold } from '../../domain/household.ts'
import type { ListedHousehold, ListedMember } from '../../domain/householdList.ts'
import { mostHouseholdMembers } from '../../domain/householdRecord.ts'
import { recordTypes } from '../../domain/records.ts'
import { nextRepeatedKey, repeatedNameOf } from '../../domain/repeatedGroups.ts'
import { isSameMember } from '../../domain/sameMember.ts'
import { Problem } from '../../protocol/problems.ts'
import { newRecord, withDerived } from '../apply/recordState.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { RecordRow } from '../store/rows.ts'
import type { DeskActor, DeskPorts } from './DeskPorts.ts'

/** More than any commune has; what reads a commune's households reads all of them. */
const mostHouseholds = 50_000

export interface RoundPorts extends DeskPorts {
  random(length: number): Uint8Array
  sha256: CryptoPort['sha256']
}

/** A household as the desk reads it. */
export interface DeskHousehold extends Household {
  readonly team: string
  readonly version: number
  readonly openConflicts: number
}

/** What a group of a record says, by name. */
export const valuesOf = (record: Pick<RecordRow, 'groups'>): Record<string, Record<string, unknown>> =>
  Object.fromEntries(Object.entries(record.groups).map(([name, { value }]) => [name, value]))

/** All households of a commune that stand. */
export async function householdsOf(tx: TenantTx): Promise<DeskHousehold[]> {
  const rows = await tx.records({ type: recordTypes.household.name, status: ['kept'], limit: mostHouseholds })
  return rows.map((row) => ({
    ...readHousehold(row.id, valuesOf(row)),
    team: row.team,
    version: row.version,
    openConflicts: row.openConflicts,
  }))
}

type Groups = Record<string, Record<string, unknown>>

const said = (fields: Record<string, string | number | undefined>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''))

/** Members under keys of their own, beside those that the household has. */
function memberGroups(members: readonly ListedMember[], has: readonly string[], random: RoundPorts['random']): Groups {
  const keys = has.filter((key) => repeatedNameOf(key) === 'member')
  if (keys.length + members.length > mostHouseholdMembers) throw new Problem('too-large')
  const groups: Groups = {}
  for (const member of members) {
    const digits = Array.from(random(4), (byte) => byte.toString(16).padStart(2, '0')).join('')
    const key = nextRepeatedKey('member', keys, digits)
    keys.push(key)
    groups[key] = said({ ...member })
  }
  return groups
}

function groupsOf(listed: ListedHousehold, place: { unit: string; hamlet: string }, random: RoundPorts['random']) {
  const { members, order, language, note, ...where } = listed
  const groups: Groups = {
    place: said({ ...place, ...where }),
    walk: said({ order }),
    home: said({ language, note }),
    ...memberGroups(members, [], random),
  }
  return Object.fromEntries(Object.entries(groups).filter(([, fields]) => Object.keys(fields).length > 0))
}

/** Writes the next version of a record as an officer changed it, with its history. */
export async function writeByDesk(
  tx: TenantTx,
  actor: DeskActor,
  before: RecordRow,
  set: Readonly<Record<string, Record<string, unknown>>>,
  now: number,
): Promise<RecordRow> {
  const version = before.version + 1
  const changed = Object.entries(set).map(([name, value]) => [name, { value, version }] as const)
  const groups = { ...before.groups, ...Object.fromEntries(changed) }
  const after = withDerived({ ...before, version, groups }, now, await tx.nextSeq())
  await tx.putRecord(after)
  for (const [group, value] of Object.entries(set)) {
    await tx.putChange({
      record: after.id,
      version,
      group,
      base: before.version,
      set: value,
      before: before.groups[group]?.value ?? {},
      outcome: 'applied',
      actor: `officer:${actor.officer}`,
      device: null,
      chain: null,
      n: null,
      wall: null,
      at: now,
    })
  }
  return after
}

export interface ImportedList {
  readonly made: number
  /** were there already, under the same number or head in this hamlet: nothing that they say changed */
  readonly known: number
  /** people who were written down in houses that were there */
  readonly added: number
}

/** The hamlet and the team that goes there. Throws `Problem('not-found')`. */
export async function placeOf(tx: TenantTx, unitId: string, teamId: string | undefined) {
  const unit = (await tx.units()).find(({ id }) => id === unitId)
  const teams = (await tx.teams()).filter(({ unit: of }) => of === unitId)
  const team = teamId === undefined ? teams[0] : (await tx.teams()).find(({ id }) => id === teamId)
  if (!unit || !team) throw new Problem('not-found')
  return { unit, team }
}

/** A household as a list finds it. */
interface There {
  readonly id: string
  readonly number: string
  readonly head: string
  readonly members: Pick<ListedMember, 'name' | 'birthDate'>[]
}

/** Those whom a household does not name yet are written down in it; who has left it is not brought back. */
async function addMembers(
  ports: RoundPorts,
  tx: TenantTx,
  actor: DeskActor,
  { id, members }: There,
  listed: readonly ListedMember[],
): Promise<number> {
  const missing = listed.filter((one) => !members.some((known) => isSameMember(known, one)))
  const record = missing.length > 0 ? await tx.lockRecord(id) : null
  if (!record) return 0
  await writeByDesk(tx, actor, record, memberGroups(missing, Object.keys(record.groups), ports.random), ports.now())
  members.push(...missing)
  return missing.length
}

/**
 * Takes a checked list of households into a hamlet, all of it or nothing (issue 5 §2). Of a household that is there already nothing is
 * written over, and only people whom it does not name come in: a list that is taken twice changes nothing. Throws `Problem`.
 */
export function importHouseholds(
  ports: RoundPorts,
  actor: DeskActor,
  { unit: unitId, team: teamId }: { unit: string; team?: string | undefined },
  list: readonly ListedHousehold[],
): Promise<ImportedList> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const { unit, team } = await placeOf(tx, unitId, teamId)
    // the one lock of all who change records: two lists that come at once are taken one after the other
    await tx.lockRecord(unit.id)
    const here = (await householdsOf(tx)).filter((one) => one.unit === unit.id)
    const index = new HouseholdIndex<There>(here.map((one) => ({ ...one, members: [...one.members] })))
    const now = ports.now()
    let [made, added] = [0, 0]
    for (const listed of list) {
      const found = index.find(listed)
      // the officer has seen a list without this; somebody wrote it down meanwhile
      if (found.kind === 'unclear') throw new Problem('conflict')
      if (found.kind === 'known') {
        added += await addMembers(ports, tx, actor, found.household, listed.members)
        continue
      }
      const record = newRecord(uuidFromRandom(ports.random(16)), recordTypes.household.name, team.id, null, now)
      await writeByDesk(tx, actor, record, groupsOf(listed, { unit: unit.id, hamlet: unit.name }, ports.random), now)
      index.add({ id: record.id, number: listed.number, head: listed.head, members: [...listed.members] })
      made += 1
    }
    const result = { made, known: list.length - made, added }
    await tx.audit({
      at: now,
      actor: `officer:${actor.officer}`,
      action: 'import-households',
      subject: `unit:${unit.id}`,
      detail: { ...result },
    })
    return result
  })
}
