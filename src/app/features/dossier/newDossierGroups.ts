import { sexes } from '../../../domain/choices.ts'
import { prefill } from '../../../domain/formAnswers.ts'
import type { FormDefinition } from '../../../domain/formDefinition.ts'
import type { Member } from '../../../domain/household.ts'
import type { Draft, RoundPort } from '../../storage/ports.ts'

/** A person of a household of the round, as the address of the page names them by random ids. */
export interface PersonOfRound {
  readonly household: string
  readonly member: Member
}

/** Whom of the round this dossier is for; null when the address names nobody, or nobody whom this tablet knows. */
export async function personOfRound(
  round: () => Promise<RoundPort>,
  query: Readonly<Record<string, string>>,
): Promise<PersonOfRound | null> {
  const { household, member: key } = query
  if (household === undefined || key === undefined) return null
  const home = (await round()).tonight.value?.households.find(({ id }) => id === household)
  const member = home?.members.find((one) => one.key === key)
  return member ? { household, member } : null
}

/**
 * The groups that a dossier begins with: which form, and for a person of the round what their household's list knows of them, to be
 * confirmed on one screen and not typed again; the case names whom it is for (SPEC RND-5).
 */
export function newDossierGroups(form: FormDefinition, person: PersonOfRound | null, now: number): Draft['groups'] {
  const about = { procedureCode: form.procedureCode, formId: form.id, formVersion: form.version, createdAt: now }
  if (!person) return { about }
  const { household, member } = person
  const sex = sexes.find((one) => one === member.sex)
  const identity = {
    name: member.name,
    ...(member.birthDate && { birthDate: member.birthDate }),
    ...(sex && { sex }),
  }
  const proposals = prefill(form, { identity })
  const proposed = Object.entries(proposals).flatMap(([section, fields]) =>
    Object.keys(fields).map((field) => `${section}.${field}`),
  )
  return { about: { ...about, household, member: member.key, proposed }, subject: identity, ...proposals }
}
