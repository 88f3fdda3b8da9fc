import { questionsOf } from '../../../domain/formAnswers.ts'
import type { FormDefinition } from '../../../domain/formDefinition.ts'
import type { Progress } from '../../draftPage/DraftPage.tsx'
import { t } from '../../i18n/i18n.ts'
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

/** Where a screen stands: questions, papers, check. An answer can bring questions in or take them out, so none are counted ahead. */
export function progressOf(path: readonly string[], here: string): Progress | null {
  const at = path.indexOf(here)
  if (at < 0) return null
  const questions = path.indexOf('papers')
  const part = at < questions ? 'questions' : here === 'papers' ? 'papers' : 'check'
  return {
    part: ['questions', 'papers', 'check'].indexOf(part) + 1,
    parts: 3,
    within: part === 'questions' ? (at + 1) / questions : 1,
    text: t(`dossier:progress.${part}`, { current: at + 1 }),
  }
}
