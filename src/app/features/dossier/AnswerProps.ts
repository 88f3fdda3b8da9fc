import type { ComponentChildren } from 'preact'
import type { Answer } from '../../../domain/formAnswers.ts'
import type { FormField } from '../../../domain/formDefinition.ts'

/** What the control of any kind of answer is given. */
export interface AnswerProps {
  id: string
  /** `title` where the question is the whole screen. */
  labelAs: 'title' | 'label'
  field: FormField
  answer: Answer | undefined
  label: ComponentChildren
  /** The label in words, for what can be nothing else. */
  name: string
  hint: ComponentChildren
  error: ComponentChildren
  /** Null when the box was emptied. */
  onAnswer(answer: Answer | null): void
  /** Told in words when the box holds what must never be stored; null when it no longer does. */
  onRefused(text: string | null): void
  onBlur(): void
}
