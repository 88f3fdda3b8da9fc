import * as z from 'zod/mini'
import { holderGroup, holderSchema, readHolder } from '../../../domain/holder.ts'
import { keptStatus, recordTypeNames } from '../../../domain/records.ts'
import type { PulledRecord } from '../../../protocol/page.ts'
import type { Draft } from '../ports.ts'

const groups = z.record(z.string(), z.record(z.string(), z.unknown()))

/** A draft as the vault keeps it: what screens see of it, and what sealing must know. */
export const draftContentSchema = z.object({
  id: z.string(),
  type: z.enum(recordTypeNames),
  title: z.string(),
  at: z.string(),
  groups,
  baseVersion: z.int(),
  parent: z.nullable(z.string()),
  createdAt: z.number(),
  updatedAt: z.number(),
  owner: z.string(),
  returnNote: z.nullable(z.string()),
  /** what "Xong" asks of the hub */
  command: z.enum(['submit', 'resubmit']),
  /** what the record said when it was read or last sealed; null for a new one */
  read: z.nullable(groups),
  /** where it was sealed as a partial, if it was (SPEC ITM-5) */
  sealed: z.nullable(z.object({ chain: z.string(), n: z.int() })),
  /** what this tablet last told the team of who holds it, and at which place of the chain (SPEC HLD-5) */
  holder: z.optional(z.extend(holderSchema, { place: z.object({ chain: z.string(), n: z.int() }) })),
  /** since when its owner has it, where it was handed over; else since it was begun */
  since: z.optional(z.number()),
  /** it was given to another tablet, which has not said that it has it: in which bundle, whose and to which key, since when, as which version of the row */
  given: z.optional(
    z.object({
      bundle: z.string(),
      to: z.string(),
      at: z.number(),
      key: z.optional(z.string()),
      v: z.optional(z.int()),
    }),
  ),
})
export type DraftContent = z.infer<typeof draftContentSchema>

/** What screens are given. */
export function draftOf({ command: _, read: __, sealed: ___, holder: ____, ...draft }: DraftContent): Draft {
  return draft
}

const titleField = {
  activation: ['identity', 'name'],
  dossier: ['subject', 'name'],
  appointment: ['subject', 'name'],
  feedback: ['subject', 'name'],
  household: ['place', 'head'],
  round: ['plan', 'hamlet'],
} as const

/** The person's name, for the list; empty until it was said. */
export function titleOf(type: Draft['type'], content: Draft['groups']): string {
  const [group, field] = titleField[type]
  const name = content[group]?.[field]
  return typeof name === 'string' ? name : ''
}

/** What the groups of a pulled record say. */
export const valuesOf = (record: PulledRecord): Draft['groups'] =>
  Object.fromEntries(Object.entries(record.groups).map(([name, group]) => [name, group.value]))

/** A case that the desk sent back, or that a colleague sealed half-way, or a household or an evening of the round, as a draft; null when there is nothing to go on with. */
export function contentOfRecord(record: PulledRecord): DraftContent | null {
  const { type, status } = record
  if (type !== 'activation' && type !== 'dossier' && type !== 'household' && type !== 'round') return null
  if (status !== 'needsSupplement' && status !== 'draft' && status !== keptStatus) return null
  // who holds it stands beside what was said, and is no base of it (SPEC HLD-3)
  const { [holderGroup]: holder, ...values } = valuesOf(record)
  return {
    id: record.id,
    type,
    title: titleOf(type, values),
    // what was given goes on where its giver stood
    at: readHolder(holder)?.at ?? '',
    groups: values,
    baseVersion: record.version,
    parent: record.parent,
    createdAt: 0,
    updatedAt: 0,
    owner: '',
    returnNote: status === 'needsSupplement' ? record.note : null,
    command: status === 'needsSupplement' ? 'resubmit' : 'submit',
    read: values,
    sealed: null,
  }
}
