import { feedbackKinds, meetPlaces, meetTimes } from '../../../domain/messageRecords.ts'

interface Answered {
  readonly group: string
  readonly field: string
}
export interface ChoiceQuestion extends Answered {
  readonly kind: 'choice'
  readonly options: readonly string[]
}
export interface TextQuestion extends Answered {
  readonly kind: 'text'
  readonly lines: number
  readonly longest: number
  readonly keyboard?: 'tel'
}
export type MessageQuestion = ChoiceQuestion | TextQuestion

const choice = (group: string, field: string, options: readonly string[]): ChoiceQuestion => ({
  kind: 'choice',
  group,
  field,
  options,
})
const text = (group: string, field: string, lines: number, longest: number): TextQuestion => ({
  kind: 'text',
  group,
  field,
  lines,
  longest,
})

/** What is asked for a message to the desk, one a screen; the words are `kiosk:message.<name>`. */
export const messageQuestions = {
  where: choice('wish', 'meetAt', meetPlaces),
  address: text('wish', 'meetAddress', 2, 300),
  when: choice('wish', 'meetWhen', meetTimes),
  about: text('wish', 'meetAbout', 3, 500),
  kind: choice('feedback', 'feedbackKind', feedbackKinds),
  said: text('feedback', 'said', 5, 1000),
  name: text('subject', 'name', 1, 120),
  phone: { ...text('contact', 'phone', 1, 20), keyboard: 'tel' },
} as const satisfies Record<string, MessageQuestion>

export type QuestionName = keyof typeof messageQuestions

export const isQuestionName = (place: string): place is QuestionName => Object.hasOwn(messageQuestions, place)
