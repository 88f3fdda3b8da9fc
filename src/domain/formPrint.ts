import { answerAt, type FormAnswers, printAnswer, ruleHolds } from './formAnswers.ts'
import { type FormDefinition, type FormSection, fieldsOf } from './formDefinition.ts'

/** One line as the official form prints it; `text` is empty where nothing was said or a hand signs. */
export interface PrintedLine {
  readonly section: FormSection
  readonly label: string
  readonly text: string
  readonly signedByHand: boolean
}

/** @returns what a field prints: its own answer, the words fixed for this branch, or the answer it copies. */
const printedText = (form: FormDefinition, answers: FormAnswers, path: string): string => {
  const placed = fieldsOf(form).find((one) => one.path === path)
  if (!placed) return ''
  const { field } = placed
  if (field.fixed && ruleHolds(field.fixed.when, answers)) return field.fixed.text
  if (field.sameAs && ruleHolds(field.sameAs.when, answers)) return printedText(form, answers, field.sameAs.field)
  if (field.askIf && !ruleHolds(field.askIf, answers)) return ''
  return printAnswer(field, answerAt(answers, path))
}

/** @returns every printed line in official order, with the answers in the form's own language. */
export const printLines = (form: FormDefinition, answers: FormAnswers): readonly PrintedLine[] =>
  form.sections.flatMap((section) =>
    section.lines.flatMap((line): readonly PrintedLine[] => {
      if (line.label === undefined) return []
      const texts = line.fields
        .map(({ id }) => printedText(form, answers, `${section.id}.${id}`))
        .filter((text) => text !== '')
      return [
        { section: section.id, label: line.label, text: texts.join(', '), signedByHand: line.signedByHand ?? false },
      ]
    }),
  )
