import { questionsOf } from '../../../domain/formAnswers.ts'
import type { FormDefinition } from '../../../domain/formDefinition.ts'
import type { Draft } from '../../storage/ports.ts'
import { toAddress } from './fieldAddress.ts'
import { answersOf, proposedPaths } from './formOf.ts'

export const dossierPlaces = ['known', 'question', 'change', 'papers', 'check', 'done'] as const
export type DossierPlace = (typeof dossierPlaces)[number]

export function isDossierPlace(text: string | undefined): text is DossierPlace {
  return dossierPlaces.some((place) => place === text)
}

/**
 * The screens of a dossier: what is known already is confirmed on one screen, the rest is one question a screen, then
 * papers and the check.
 */
export function dossierPath(form: FormDefinition, groups: Draft['groups']): readonly string[] {
  const proposed = proposedPaths(groups)
  const asked = questionsOf(form, answersOf(groups)).map(({ path }) => path)
  const known = asked.some((path) => proposed.includes(path))
  return [
    ...(known ? ['known'] : []),
    ...asked.filter((path) => !proposed.includes(path)).map((path) => `question/${toAddress(path)}`),
    'papers',
    'check',
  ]
}
