import { useState } from 'preact/hooks'
import { type Answer, answerAt, answersOfGroups, validateAnswers } from '../../../domain/formAnswers.ts'
import { type FormDefinition, fieldsOf } from '../../../domain/formDefinition.ts'
import { language } from '../../i18n/i18n.ts'
import { Shared, SharedKey, sharedError } from '../../resident/Shared.tsx'
import { ScanButton } from '../../scan/ScanButton.tsx'
import { usePorts } from '../../storage/usePorts.ts'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { AnswerField } from './AnswerField.tsx'
import { AnswerHint } from './AnswerHint.tsx'
import { DossierMissing } from './DossierMissing.tsx'
import { DossierPage } from './DossierPage.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'
import { errorFor } from './errorFor.ts'
import { toAddress } from './fieldAddress.ts'
import { proposedPaths } from './formOf.ts'
import { subjectPatch } from './subjectPatch.ts'

interface Props extends DossierScreenProps {
  /** `section.id` of the field. */
  path: string
  /** Came from a "Sửa" link: goes back to where it came from. */
  isChange: boolean
}

/** The printed line that a field fills, exactly as on the paper form. */
function printedLabel(form: FormDefinition, path: string): string | undefined {
  const [section, id] = path.split('.')
  return form.sections
    .find((one) => one.id === section)
    ?.lines.find((line) => line.fields.some((field) => field.id === id))?.label
}

/** Questions that an applicant's card answers at once, with others after them. */
const scanFrom = ['identity.name', 'identity.idNumber']

/** One question of the form, with the printed line it fills. */
export function QuestionScreen(props: Props) {
  const { work, form, path, isChange, go, goNext, hrefOf } = props
  const { holder } = usePorts()
  const placed = fieldsOf(form).find((one) => one.path === path)
  const [refused, setRefused] = useState<string | null>(null)
  const [errors, setErrors] = useState<FieldError[]>([])
  const back = proposedPaths(work.draft.groups).includes(path) ? 'known' : 'check'
  if (!placed) return <DossierMissing why="gone" />
  const { section, field } = placed
  const answers = answersOfGroups(work.draft.groups)
  const label = printedLabel(form, path)
  const optional = !field.required && !field.requiredIf

  const mayScan = holder === 'volunteer' && !isChange && scanFrom.includes(field.fillFrom?.[0] ?? '')

  function answer(value: Answer | null) {
    work.set({ [section]: { [field.id]: value }, ...subjectPatch(form, work.draft.groups, path, value) })
    setErrors([])
  }

  function next() {
    const problem = validateAnswers(form, answers).find((one) => one.path === path)
    if (refused !== null) return setErrors([{ fieldId: 'answer', text: refused }])
    if (problem) return setErrors([sharedError('answer', `form:problem.${problem.code}`)])
    if (isChange) go(back)
    else goNext()
  }

  return (
    <DossierPage
      {...props}
      errors={errors}
      back={isChange ? back : props.before}
      onNext={next}
      nextText={isChange ? <SharedKey of="dossier:toCheck" /> : undefined}
    >
      <AnswerField
        id="answer"
        labelAs="title"
        field={field}
        answer={answerAt(answers, path)}
        label={<Shared text={field.question} />}
        name={field.question[language.value]}
        hint={(field.help !== undefined || optional) && <AnswerHint help={field.help} optional={optional} />}
        error={refused ?? errorFor(errors, 'answer')}
        onAnswer={answer}
        onRefused={setRefused}
        onBlur={() => void work.flush()}
      />
      {mayScan && <ScanButton href={hrefOf(`scan/${toAddress(path)}`)} />}
      {label && (
        <p class="muted">
          <SharedKey of="dossier:printed" values={{ label }} />
        </p>
      )}
    </DossierPage>
  )
}
