import { useState } from 'preact/hooks'
import { answerAt, answersOfGroups, memberKeys, validateAnswers } from '../../../domain/formAnswers.ts'
import { membersOf } from '../../../domain/formDefinition.ts'
import { repeatedNameOf } from '../../../domain/repeatedGroups.ts'
import { language } from '../../i18n/i18n.ts'
import { Shared, SharedKey, sharedError } from '../../resident/Shared.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { AnswerField } from './AnswerField.tsx'
import { AnswerHint } from './AnswerHint.tsx'
import { DossierMissing } from './DossierMissing.tsx'
import { DossierPage } from './DossierPage.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'
import { errorFor } from './errorFor.ts'
import { memberName } from './memberWords.ts'

interface Props extends DossierScreenProps {
  /** The member's own group. */
  memberKey: string
}

/** One person of the list on one screen: a row of the form has few, short answers. */
export function MemberScreen(props: Props) {
  const { work, form, memberKey, go } = props
  const members = membersOf(form)
  const [errors, setErrors] = useState<FieldError[]>([])
  const [refused, setRefused] = useState<Readonly<Record<string, string | null>>>({})
  if (!members || repeatedNameOf(memberKey) !== 'member') return <DossierMissing why="gone" />
  const answers = answersOfGroups(work.draft.groups)
  const keys = memberKeys(answers)
  const isHere = keys.includes(memberKey)

  function next() {
    const problems = validateAnswers(form, { ...answers, [memberKey]: answers[memberKey] ?? {} })
    const found = (members?.columns ?? []).flatMap(({ field }) => {
      const code = problems.find(({ path }) => path === `${memberKey}.${field.id}`)?.code
      const text = refused[field.id]
      if (text) return [{ fieldId: field.id, text }]
      return code === undefined ? [] : [sharedError(field.id, `form:problem.${code}`)]
    })
    setErrors(found)
    if (found.length === 0) go('members')
  }

  return (
    <DossierPage
      {...props}
      errors={errors}
      onEdit={() => setErrors([])}
      back="members"
      onNext={next}
      nextText={<SharedKey of="dossier:members.done" />}
      nextIcon="check"
    >
      <Title>
        {isHere ? (
          memberName(members, answers, memberKey, keys.indexOf(memberKey))
        ) : (
          <SharedKey of="dossier:members.newTitle" />
        )}
      </Title>
      {members.columns.map(({ field }) => {
        const { help, required } = field
        return (
          <AnswerField
            key={field.id}
            id={field.id}
            labelAs="label"
            field={field}
            answer={answerAt(answers, `${memberKey}.${field.id}`)}
            label={<Shared text={field.question} />}
            name={field.question[language.value]}
            hint={(help !== undefined || !required) && <AnswerHint help={help} optional={!required} />}
            error={errorFor(errors, field.id)}
            onAnswer={(value) => work.set({ [memberKey]: { [field.id]: value } })}
            onRefused={(text) => setRefused((now) => (now[field.id] === text ? now : { ...now, [field.id]: text }))}
            onBlur={() => void work.flush()}
          />
        )
      })}
    </DossierPage>
  )
}
