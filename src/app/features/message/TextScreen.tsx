import { useState } from 'preact/hooks'
import { parsePhone } from '../../../domain/phone.ts'
import { hasText } from '../../i18n/i18n.ts'
import { SharedKey, sharedError } from '../../resident/Shared.tsx'
import { useGuardedText } from '../../storage/useGuardedText.ts'
import { TextArea } from '../../ui/textArea/TextArea.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { MessagePage } from './MessagePage.tsx'
import type { MessageScreenProps } from './MessageScreenProps.ts'
import { answerOf, problemOf } from './messagePath.ts'
import type { QuestionName, TextQuestion } from './messageQuestions.ts'
import { SaidAloud } from './SaidAloud.tsx'

/** One question that is answered in words; what looks like a code or a password is refused, never stored (design §1). */
export function TextScreen(props: MessageScreenProps & { name: QuestionName; question: TextQuestion }) {
  const { work, name, question, goNext } = props
  const { group, field, lines, longest, keyboard } = question
  const { groups } = work.draft
  const typed = useGuardedText(
    answerOf(groups, name),
    (text) => work.set({ [group]: { [field]: text } }),
    keyboard === 'tel' ? 'number' : 'words',
  )
  const [isAsked, setAsked] = useState(false)
  const problem = typed.secret === null ? problemOf(groups, name) : `common:errors.${typed.secret}`
  const errors = isAsked && problem !== null ? [sharedError('answer', problem)] : []
  const hint = `kiosk:message.${name}.hint`
  const box = {
    id: 'answer',
    labelAs: 'title',
    label: <SharedKey of={`kiosk:message.${name}.question`} />,
    hint: hasText(hint) ? <SharedKey of={hint} /> : undefined,
    value: typed.value,
    maxLength: longest,
    error: errors[0]?.shown,
    onInput: typed.onInput,
    onBlur: () => void work.flush(),
  } as const
  function next() {
    if (problem !== null) return setAsked(true)
    work.set({ [group]: { [field]: tidied(answerOf(groups, name), keyboard) } })
    goNext()
  }
  return (
    <MessagePage {...props} errors={errors} onEdit={() => setAsked(false)} onNext={next}>
      {lines > 1 ? <TextArea {...box} rows={lines} /> : <TextField {...box} keyboard={keyboard ?? 'text'} />}
      {name === 'said' && <SaidAloud work={work} />}
    </MessagePage>
  )
}

/** As it goes to the desk: a number in its one form, words without blanks around them. */
function tidied(answer: string, keyboard: TextQuestion['keyboard']): string {
  const parsed = keyboard === 'tel' ? parsePhone(answer) : null
  return parsed?.ok ? parsed.phone : answer.trim()
}
