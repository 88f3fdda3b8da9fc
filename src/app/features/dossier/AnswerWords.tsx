import type { Answer } from '../../../domain/formAnswers.ts'
import type { FormField } from '../../../domain/formDefinition.ts'
import { Shared, SharedKey } from '../../resident/Shared.tsx'
import { showAnswer } from './showAnswer.ts'

/** An answer as it is read back: what was chosen in the reader's words, what was typed as it was typed. */
export function AnswerWords({ field, answer }: { field: FormField; answer: Answer | undefined }) {
  if (typeof answer === 'boolean') return <SharedKey of={answer ? 'form:yes' : 'form:no'} />
  if (field.kind === 'sex' && (answer === 'f' || answer === 'm')) return <SharedKey of={`domain:sex.${answer}`} />
  const choice = field.choices?.find(({ id }) => id === answer)
  return choice ? <Shared text={choice.label} /> : showAnswer(field, answer)
}
