import { dateInWords } from './dateInWords.ts'
import { answerAt, type FormAnswers, memberKeys, printAnswer, ruleHolds } from './formAnswers.ts'
import { type FormDefinition, type FormMembers, type FormSection, fieldsOf } from './formDefinition.ts'
import { parsePartialDate } from './partialDate.ts'

/** One line as the official form prints it; `text` is empty where nothing was said or a hand signs. */
export interface PrintedLine {
  readonly section: FormSection
  readonly label: string
  readonly text: string
  readonly signedByHand: boolean
  /** a list of people: the heads of its columns, and a row for each; a form that lists nobody prints an empty one */
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
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

const printedDate = (form: FormDefinition, answers: FormAnswers, path: string): string => {
  const placed = fieldsOf(form).find((one) => one.path === path)
  const copied = placed?.field.sameAs
  const from = copied && ruleHolds(copied.when, answers) ? copied.field : path
  const parsed = parsePartialDate(String(answerAt(answers, from) ?? ''))
  return parsed.ok ? dateInWords(parsed.date) : ''
}

const printedTable = ({ columns, numberLabel }: FormMembers, answers: FormAnswers) => ({
  head: [numberLabel, ...columns.map(({ label }) => label)],
  rows: memberKeys(answers).map((key, at) => [
    String(at + 1),
    ...columns.map(({ field }) => printAnswer(field, answerAt(answers, `${key}.${field.id}`))),
  ]),
})

/** @returns every printed line in official order, with the answers in the form's own language. */
export const printLines = (form: FormDefinition, answers: FormAnswers): readonly PrintedLine[] =>
  form.sections.flatMap((section) =>
    section.lines.flatMap((line): readonly PrintedLine[] => {
      if (line.label === undefined) return []
      const texts = line.fields
        .map(({ id }) => printedText(form, answers, `${section.id}.${id}`))
        .filter((text) => text !== '')
      const text = line.inWordsOf ? printedDate(form, answers, line.inWordsOf) : texts.join(', ')
      const table = line.members ? { table: printedTable(line.members, answers) } : {}
      return [{ section: section.id, label: line.label, text, signedByHand: line.signedByHand ?? false, ...table }]
    }),
  )
