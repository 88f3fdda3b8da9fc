import { answersOfGroups, questionsOf } from '../../../domain/formAnswers.ts'
import type { FormDefinition } from '../../../domain/formDefinition.ts'
import type { Progress } from '../../draftPage/DraftPage.tsx'
import { t } from '../../i18n/i18n.ts'
import type { Draft, TabletPorts } from '../../storage/ports.ts'
import { toAddress } from './fieldAddress.ts'
import { proposedPaths } from './formOf.ts'

export const dossierPlaces = [
  'consent',
  'declined',
  'known',
  'question',
  'scan',
  'members',
  'member',
  'change',
  'papers',
  'photo',
  'check',
  'done',
] as const
export type DossierPlace = (typeof dossierPlaces)[number]

export function isDossierPlace(text: string | undefined): text is DossierPlace {
  return dossierPlaces.some((place) => place === text)
}

/**
 * The screens of a dossier: consent where no activation asked for it, what is known already confirmed on one screen, the
 * rest one question a screen, the members where the form lists them, then papers and the check.
 */
export function dossierPath(form: FormDefinition, groups: Draft['groups']): readonly string[] {
  const proposed = proposedPaths(groups)
  const asked = questionsOf(form, answersOfGroups(groups)).map(({ path }) => path)
  const known = asked.some((path) => proposed.includes(path))
  const needsConsent = typeof groups.about?.activationId !== 'string'
  return [
    ...(needsConsent ? ['consent'] : []),
    ...(known ? ['known'] : []),
    ...form.sections.flatMap((section) =>
      section.lines.flatMap((line) => [
        ...line.fields
          .map(({ id }) => `${section.id}.${id}`)
          .filter((path) => asked.includes(path) && !proposed.includes(path))
          .map((path) => `question/${toAddress(path)}`),
        ...(line.members ? ['members'] : []),
      ]),
    ),
    'papers',
    'check',
  ]
}

/** Where a screen stands: questions, papers, check. An answer can bring questions in or take them out, so none are counted ahead. */
export function progressOf(path: readonly string[], here: string, holder: TabletPorts['holder']): Progress | null {
  const at = path.indexOf(here)
  if (at < 0) return null
  const questions = path.indexOf('papers')
  const part = at < questions ? 'questions' : here === 'papers' ? 'papers' : 'check'
  return {
    part: ['questions', 'papers', 'check'].indexOf(part) + 1,
    parts: 3,
    within: part === 'questions' ? (at + 1) / questions : 1,
    text: t(holder === 'volunteer' ? `dossier:progress.${part}` : `kiosk:progress.${part}`, { current: at + 1 }),
  }
}
