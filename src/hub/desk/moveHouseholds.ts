import { keptStatus } from '../../domain/records.ts'
import { withDerived } from '../apply/recordState.ts'
import type { DeskActor } from './DeskPorts.ts'
import { householdsOf, placeOf, type RoundPorts } from './households.ts'

/**
 * Gives all households of a hamlet to another team (SPEC RND-7), in one transaction: its tablets get them whole at their next pull, and
 * those of the team that had them hear that they are gone. What stands in them stays as it is, and so does its version: what a tablet
 * sealed before it heard of this still merges. Throws `Problem('not-found')`.
 * @returns how many were another team's
 */
export function moveHouseholds(
  ports: RoundPorts,
  actor: DeskActor,
  { unit: unitId, team: teamId }: { unit: string; team: string },
): Promise<{ moved: number }> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const { unit, team } = await placeOf(tx, unitId, teamId)
    await tx.lockRecord(unit.id)
    const theirs = (await householdsOf(tx)).filter((one) => one.unit === unit.id && one.team !== team.id)
    const now = ports.now()
    const from = new Set<string>()
    let moved = 0
    for (const { id } of theirs) {
      const record = await tx.lockRecord(id)
      if (record?.status !== keptStatus || record.team === team.id) continue
      const seq = await tx.nextSeq()
      await tx.putRecord(withDerived({ ...record, team: team.id }, now, seq))
      await tx.putMoved({ team: record.team, record: id, seq, at: now })
      from.add(record.team)
      moved += 1
    }
    await tx.audit({
      at: now,
      actor: `officer:${actor.officer}`,
      action: 'move-households',
      subject: `unit:${unit.id}`,
      detail: { to: team.id, from: [...from].sort().join(' '), moved },
    })
    return { moved }
  })
}
