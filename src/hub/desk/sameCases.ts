import { foldVietnamese } from '../../domain/foldVietnamese.ts'
import { isKept } from '../../domain/records.ts'
import { maybeSamePerson } from '../../domain/samePerson.ts'
import { Problem } from '../../protocol/problems.ts'
import type { TenantTx } from '../store/HubStore.ts'
import type { RecordRow } from '../store/rows.ts'
import type { DeskActor, DeskPorts } from './DeskPorts.ts'
import { personCases } from './personCases.ts'
import { idNumberOf, nameAndBirthOf } from './personOfCase.ts'

/** Another case that is the person's, or may be. */
export interface AlikeCase {
  record: RecordRow
  /** `together`: by its activation, its number or an officer's word; `decided`: this officer's word alone, which can be taken back; `maybe`: name and birth date agree */
  by: 'together' | 'decided' | 'maybe'
}

/** As many of one name are looked through; a commune has hundreds of a common one, with a birth date each. */
const mostOfName = 500

async function ownCase(tx: TenantTx, id: string): Promise<RecordRow> {
  const record = await tx.record(id)
  if (!record || record.status === 'erased' || isKept(record.type)) throw new Problem('not-found')
  return record
}

/** Two numbers that are both whole and differ are two people: nothing is offered. */
const mayBe = (one: RecordRow, other: RecordRow): boolean => {
  const [number, others] = [idNumberOf(one), idNumberOf(other)]
  if (number !== null && others !== null && number !== others) return false
  return maybeSamePerson(nameAndBirthOf(one), nameAndBirthOf(other))
}

/**
 * The other cases of whom a case is about, and those that may be theirs (facts §5: a person has an old number, a new one, or none at
 * hand). What an officer said is somebody else's is not offered again. Looking is audited.
 */
export function alikeCases(ports: DeskPorts, actor: DeskActor, id: string): Promise<AlikeCase[]> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const own = await ownCase(tx, id)
    const together = (await personCases(tx, own)).filter((one) => one.id !== id)
    const known = new Set(together.map((one) => one.id))
    const decisions = await tx.samenessOf(id)
    const decided = new Map(decisions.map(({ a, b, same }) => [a === id ? b : a, same]))
    const { name } = nameAndBirthOf(own)
    const named = name === '' ? [] : await tx.records({ search: foldVietnamese(name), limit: mostOfName })
    const maybe = named.filter(
      (one) =>
        one.id !== id && !known.has(one.id) && !decided.has(one.id) && one.status !== 'erased' && mayBe(own, one),
    )
    const alike: AlikeCase[] = [
      ...together.map((record) => ({
        record,
        by: decided.get(record.id) ? ('decided' as const) : ('together' as const),
      })),
      ...maybe.map((record) => ({ record, by: 'maybe' as const })),
    ]
    await tx.audit({
      at: ports.now(),
      actor: `officer:${actor.officer}`,
      action: 'list',
      subject: 'records',
      detail: { count: alike.length },
    })
    return alike
  })
}

/**
 * An officer decides whether two cases are one person's; the newest word stands and can be taken back. It joins what the person may see,
 * take along and have erased, and changes neither case. Throws `Problem` `not-found`, `malformed` for a case and itself.
 */
export function decideSame(
  ports: DeskPorts,
  actor: DeskActor,
  id: string,
  { other, same }: { other: string; same: boolean },
): Promise<void> {
  if (id === other) throw new Problem('malformed', { field: 'other' })
  const by = `officer:${actor.officer}`
  const [a, b] = id < other ? [id, other] : [other, id]
  return ports.store.inTenant(actor.tenant, async (tx) => {
    for (const one of [a, b]) await ownCase(tx, one)
    const at = ports.now()
    await tx.putSameness({ a, b, same, by, at })
    for (const one of [a, b])
      await tx.audit({ at, actor: by, action: same ? 'join' : 'part', subject: `record:${one}`, detail: {} })
  })
}
