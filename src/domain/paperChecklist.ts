import type { PaperState } from './choices.ts'
import { type FormAnswers, ruleHolds } from './formAnswers.ts'
import type { FormDefinition } from './formDefinition.ts'
import type { PaperPhoto } from './paperPhotos.ts'
import type { GroupValue } from './records.ts'

/** @returns the papers that these answers call for, in the order of the procedure; not the one that the officer prints. */
export const papersNeeded = (form: FormDefinition, answers: FormAnswers) =>
  form.papers.filter(
    ({ askIf, printedByOffice }) => !printedByOffice && (askIf === undefined || ruleHolds(askIf, answers)),
  )

/** @returns the photos of papers that these answers call for: of what a changed answer has made needless none is sent. */
export const photosCalledFor = <P extends PaperPhoto>(
  form: FormDefinition,
  answers: FormAnswers,
  photos: readonly P[],
): readonly P[] => {
  const called = papersNeeded(form, answers).filter(({ photo }) => photo)
  return photos.filter(({ paper }) => called.some(({ id }) => id === paper))
}

/**
 * What the resident takes to the desk, where the originals are looked at. A paper that nobody was asked about counts as
 * missing; what the office looks up itself is in neither list.
 * @returns `bring`: papers that are at home; `missing`: papers still to be got
 */
export const papersForDesk = (form: FormDefinition, answers: FormAnswers, papers: GroupValue<'dossier', 'papers'>) => {
  const stateOf = (id: string): PaperState | string =>
    papers.items?.find((item) => item.id === id)?.state ?? ('missing' satisfies PaperState)
  const needed = papersNeeded(form, answers)
  return {
    bring: needed.filter(({ id }) => stateOf(id) === 'have'),
    missing: needed.filter(({ id }) => !['have', 'officeLooksUp'].includes(stateOf(id))),
  }
}
