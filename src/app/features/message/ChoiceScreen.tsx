import { useState } from 'preact/hooks'
import { SharedKey, sharedError } from '../../resident/Shared.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import { MessagePage } from './MessagePage.tsx'
import type { MessageScreenProps } from './MessageScreenProps.ts'
import { answerOf, problemOf } from './messagePath.ts'
import type { ChoiceQuestion, QuestionName } from './messageQuestions.ts'

/** One question with a few answers. */
export function ChoiceScreen(props: MessageScreenProps & { name: QuestionName; question: ChoiceQuestion }) {
  const { work, name, question, goNext } = props
  const { group, field, options } = question
  const { groups } = work.draft
  const [isAsked, setAsked] = useState(false)
  const problem = isAsked ? problemOf(groups, name) : null
  const errors = problem === null ? [] : [sharedError('answer', problem)]
  return (
    <MessagePage
      {...props}
      errors={errors}
      onEdit={() => setAsked(false)}
      onNext={() => (problemOf(groups, name) === null ? goNext() : setAsked(true))}
    >
      <Choice
        id="answer"
        labelAs="title"
        label={<SharedKey of={`kiosk:message.${name}.question`} />}
        options={options.map((value) => ({ value, label: <SharedKey of={`kiosk:message.${name}.${value}`} /> }))}
        value={answerOf(groups, name)}
        error={errors[0]?.shown}
        onChange={(value) => work.set({ [group]: { [field]: value } })}
      />
    </MessagePage>
  )
}
