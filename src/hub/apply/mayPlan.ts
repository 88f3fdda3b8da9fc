import { keptStatus, recordTypes } from '../../domain/records.ts'
import type { Payload } from '../../protocol/payload.ts'
import { eveningName, roundId } from '../../protocol/roundId.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { ItemRow } from '../store/rows.ts'
import type { ApplyPorts } from './ApplyPorts.ts'

type Fields = Readonly<Record<string, unknown>>

/** Is this the record of that name, or one that was erased before it? */
async function isNamed({ crypto }: ApplyPorts, tx: TenantTx, id: string, name: string): Promise<boolean> {
  for (let after = 0; ; after++) {
    const next = await roundId(crypto, tx.tenant, name, after)
    if (next === id) return true
    const before = await tx.record(next)
    if (!before || before.status === keptStatus) return false
  }
}

/**
 * May a team's tablet say this of a round: the plan of an evening of its own team, in the record that is that evening's, and of no
 * target (SPEC RND-1, RND-6)?
 */
export async function mayPlan(
  ports: ApplyPorts,
  tx: TenantTx,
  item: ItemRow,
  payload: Payload,
  record: string,
): Promise<boolean> {
  const [device, known] = [await tx.device(item.device), await tx.record(record)]
  if (!device || Object.hasOwn(payload.g, 'goal')) return false
  if (known && (known.type !== recordTypes.round.name || known.team !== device.team)) return false
  // of an erased one nothing says any more which evening it was; nothing of it is taken either (SPEC ERA-2)
  if (known && known.status !== keptStatus) return true
  const { unit, evening }: Fields = { ...known?.groups.plan?.value, ...payload.g.plan }
  if (typeof unit !== 'string' || typeof evening !== 'string') return false
  if (!known && !(await tx.units()).some(({ id }) => id === unit)) return false
  return isNamed(ports, tx, record, eveningName({ team: device.team, unit, evening }))
}
