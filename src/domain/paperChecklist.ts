import type { PaperState } from './choices.ts'
import { type FormAnswers, ruleHolds } from './formAnswers.ts'
import type { FormDefinition } from './formDefinition.ts'
import type { GroupValue } from './records.ts'

/** @returns the papers that these answers call for, in the order of the procedure. */
export const papersNeeded = (form: FormDefinition, answers: FormAnswers) =>
  form.papers.filter(({ askIf }) => askIf === undefined || ruleHolds(askIf, answers))

/** @returns the needed papers that the resident still has to bring: said to be missing, or not asked about yet. */
export const papersToBring = (form: FormDefinition, answers: FormAnswers, papers: GroupValue<'dossier', 'papers'>) => {
  const settled: readonly (PaperState | string)[] = ['have', 'officeLooksUp'] satisfies PaperState[]
  const isSettled = (id: string) =>
    papers.items?.some((item) => item.id === id && settled.includes(item.state)) ?? false
  return papersNeeded(form, answers).filter(({ id }) => !isSettled(id))
}
