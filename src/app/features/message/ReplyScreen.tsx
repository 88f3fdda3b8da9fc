import { useState } from 'preact/hooks'
import { SharedKey, sharedError } from '../../resident/Shared.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import { MessagePage } from './MessagePage.tsx'
import type { MessageScreenProps } from './MessageScreenProps.ts'
import { isAgreed } from './messagePath.ts'
import { withoutPerson } from './withoutPerson.ts'

/** Whether somebody should call back: only then is a name asked for. */
export function ReplyScreen(props: MessageScreenProps) {
  const { work, go } = props
  const [chosen, setChosen] = useState(isAgreed(work.draft.groups) ? 'yes' : '')
  const [isAsked, setAsked] = useState(false)
  const errors = isAsked && chosen === '' ? [sharedError('answer', 'kiosk:message.reply.missing')] : []

  function next() {
    if (chosen === '') return setAsked(true)
    if (chosen === 'yes') return go('consent')
    work.set(withoutPerson)
    go('check')
  }

  return (
    <MessagePage {...props} errors={errors} onEdit={() => setAsked(false)} onNext={next}>
      <Choice
        id="answer"
        labelAs="title"
        label={<SharedKey of="kiosk:message.reply.question" />}
        options={['no', 'yes'].map((value) => ({ value, label: <SharedKey of={`kiosk:message.reply.${value}`} /> }))}
        value={chosen}
        error={errors[0]?.shown}
        onChange={setChosen}
      />
    </MessagePage>
  )
}
