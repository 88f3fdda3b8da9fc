import type { FormDefinition } from '../../../domain/formDefinition.ts'
import { holderGroup } from '../../../domain/holder.ts'
import { statusName } from './caseWords.ts'
import { fieldName } from './fieldWords.ts'
import { nameIn, valueIn } from './formWords.ts'
import type { CaseChange } from './officeAnswers.ts'

/** One field of one change: what it was and what it became; '' is "not written". */
export interface ChangedField {
  readonly id: string
  readonly name: string
  readonly before: string
  readonly after: string
}

/** Ids for machines, by group: their names stand beside them. */
const ids: Readonly<Record<string, readonly string[]>> = {
  [holderGroup]: ['device', 'volunteer', 'from'],
  place: ['unit'],
  plan: ['unit'],
}

/** Parts of a command beside its name and what it led to. */
const commandParts = ['officialCode', 'sentence']

function commandFields(change: CaseChange): readonly ChangedField[] {
  const status = (value: unknown) => (typeof value === 'string' ? statusName(value) : '')
  const parts = commandParts.flatMap((name) => {
    const said = change.set[name]
    return typeof said === 'string' ? [{ id: name, name: fieldName(name), before: '', after: said }] : []
  })
  return [
    {
      id: 'status',
      name: fieldName('status'),
      before: status(change.before.status),
      after: status(change.set.status),
    },
    ...parts,
  ]
}

/** @returns what a change did field by field, a form's answers in the form's words; a chosen value that says the same as before is left out. */
export function changedFields(
  change: CaseChange,
  now: number,
  form?: FormDefinition | undefined,
): readonly ChangedField[] {
  const { group } = change
  if (change.group === 'status') return commandFields(change)
  return Object.entries(change.set)
    .filter(([name]) => !ids[group]?.includes(name))
    .map(([name, value]) => ({
      id: name,
      name: nameIn(form, group, name),
      before: valueIn(form, group, name, change.before[name], now),
      after: valueIn(form, group, name, value, now),
    }))
    .filter((field) => change.outcome !== 'chosen' || field.before !== field.after)
}
