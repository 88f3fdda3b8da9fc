import type { Member } from '../../../domain/household.ts'
import { languageByCode } from '../../../domain/languages.ts'
import type { DraftPort, TonightHousehold } from '../../storage/ports.ts'

/** Only a whole day of birth is not asked again: a year alone decides neither who must agree nor what the card says. */
const isWhole = (date: string) => date.length === 10

/**
 * Begin an activation for a person of a household: what the list knows goes along and is not asked a second time, and the case names
 * whom it is for (SPEC RND-5). Resolves with the draft's id. Rejects with `StorageProblem`.
 */
export async function beginActivation(
  drafts: DraftPort,
  household: Pick<TonightHousehold, 'id' | 'language'>,
  { key, name, birthDate, sex, language }: Member,
): Promise<string> {
  // a language that no list of ours has is asked for: what is said aloud depends on it
  const hear = [language, household.language].find((one) => languageByCode(one) !== undefined) ?? ''
  const known = { name, birthDate: isWhole(birthDate) ? birthDate : '', sex, language: hear }
  const carried = Object.entries(known).flatMap(([question, value]) => (value === '' ? [] : [question]))
  const draft = await drafts.create(
    'activation',
    {
      identity: {
        ...(name && { name }),
        ...(birthDate && { birthDate }),
        ...(sex && { sex }),
      },
      ...(hear && { language: { hear } }),
      visit: { household: household.id, member: key, channel: 'home-visit', carried },
    },
    null,
  )
  return draft.id
}
