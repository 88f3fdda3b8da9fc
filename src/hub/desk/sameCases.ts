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
  /**
   * `together`: by its activation or its number, or through another case; `decided`: by an officer's word about these two, which can be
   * taken back; `maybe`: name and birth date agree; `apart`: they do, and an officer said that it is somebody else's
   */
  by: 'together' | 'decided' | 'maybe' | 'apart'
}

/** So many of one whole name are read at a time, and looked through at most: a commune has no more of it. */
const pageOfName = 500
const mostOfName = 5_000

async function ownCase(tx: TenantTx, id: string): Promise<RecordRow> {
  const record = await tx.record(id)
  if (!record || record.status === 'erased' || isKept(record.type)) throw new Problem('not-found')
  return record
}

const numbersOf = (records: readonly RecordRow[]): Set<string> =>
  new Set(records.flatMap((record) => idNumberOf(record) ?? []))

/** All cases of one name, however its accents were written. */
async function ofName(tx: TenantTx, name: string): Promise<RecordRow[]> {
  const phrase = foldVietnamese(name)
  const found: RecordRow[] = []
  if (phrase === '') return found
  while (found.length < mostOfName) {
    const page = await tx.records({ phrase, limit: pageOfName, offset: found.length })
    found.push(...page)
    if (page.length < pageOfName) break
  }
  return found
}

/** What an officer said of this case and another, by the other's id. */
async function decisionsOn(tx: TenantTx, id: string): Promise<Map<string, boolean>> {
  return new Map((await tx.samenessOf(id)).map(({ a, b, same }) => [a === id ? b : a, same]))
}

/**
 * The other cases of whom a case is about, and those that may be theirs (facts §5: a person has an old number, a new one, or none at
 * hand). Two whole numbers are two people: nothing is offered. Looking is audited.
 */
export function alikeCases(ports: DeskPorts, actor: DeskActor, id: string): Promise<AlikeCase[]> {
  return ports.store.inTenant(actor.tenant, async (tx) => {
    const own = await ownCase(tx, id)
    const person = await personCases(tx, own)
    const [numbers, known] = [numbersOf(person), new Set(person.map((one) => one.id))]
    const decided = await decisionsOn(tx, id)
    const mayBe = (one: RecordRow) => {
      const number = idNumberOf(one)
      if (one.status === 'erased' || isKept(one.type) || known.has(one.id)) return false
      if (number !== null && numbers.size > 0 && !numbers.has(number)) return false
      return maybeSamePerson(nameAndBirthOf(own), nameAndBirthOf(one))
    }
    const maybe = (await ofName(tx, nameAndBirthOf(own).name)).filter(mayBe)
    const alike: AlikeCase[] = [
      ...person
        .filter((one) => one.id !== id)
        .map((record) => ({ record, by: decided.get(record.id) ? ('decided' as const) : ('together' as const) })),
      ...maybe.map((record) => ({ record, by: decided.has(record.id) ? ('apart' as const) : ('maybe' as const) })),
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

/** Joining brings together all that hangs on both: never two numbers, nor two of whom an officer said that they are two. */
async function mustFit(tx: TenantTx, one: RecordRow, other: RecordRow): Promise<void> {
  const [mine, theirs] = [await personCases(tx, one), await personCases(tx, other)]
  if (numbersOf([...mine, ...theirs]).size > 1) throw new Problem('conflict', { reason: 'twoNumbers' })
  const ids = new Set(theirs.map(({ id }) => id))
  for (const { id } of mine) {
    for (const [far, same] of await decisionsOn(tx, id)) {
      const isThisPair = id === one.id && far === other.id
      if (!same && ids.has(far) && !isThisPair) throw new Problem('conflict', { reason: 'parted' })
    }
  }
}

/**
 * An officer decides whether two cases are one person's; the newest word stands and can be taken back. It joins what the person may see,
 * take along and have erased, and changes neither case. Throws `Problem` `not-found`, `malformed` for a case and itself, and `conflict`
 * with a `reason` where joining would make two numbers, or two who were kept apart, one person.
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
    const [one, two] = [await ownCase(tx, id), await ownCase(tx, other)]
    if (same) await mustFit(tx, one, two)
    const at = ports.now()
    await tx.putSameness({ a, b, same, by, at })
    const action = same ? 'join' : 'part'
    await tx.audit({ at, actor: by, action, subject: `record:${a}`, detail: { other: b } })
    await tx.audit({ at, actor: by, action, subject: `record:${b}`, detail: { other: a } })
  })
}
