import { useState } from 'preact/hooks'
import { type Answer, answerAt, answersOfGroups, validateAnswers } from '../../../domain/formAnswers.ts'
import { type FormDefinition, fieldsOf } from '../../../domain/formDefinition.ts'
import { language, t } from '../../i18n/i18n.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { AnswerField } from './AnswerField.tsx'
import { DossierMissing } from './DossierMissing.tsx'
import { DossierPage } from './DossierPage.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'
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
  const help = field.help ? t(`form:help.${field.help}`) : undefined
  const optional = !field.required && !field.requiredIf ? t('dossier:optional') : undefined

  const mayScan = holder === 'volunteer' && !isChange && scanFrom.includes(field.fillFrom?.[0] ?? '')

  function answer(value: Answer | null) {
    work.set({ [section]: { [field.id]: value }, ...subjectPatch(form, work.draft.groups, path, value) })
    setErrors([])
  }

  function next() {
    const problem = validateAnswers(form, answers).find((one) => one.path === path)
    const text = refused ?? (problem ? t(`form:problem.${problem.code}`) : null)
    if (text !== null) return setErrors([{ fieldId: 'answer', text }])
    if (isChange) go(back)
    else goNext()
  }

  return (
    <DossierPage
      {...props}
      errors={errors}
      back={isChange ? back : props.before}
      onNext={next}
      nextText={isChange ? t('dossier:toCheck') : undefined}
    >
      <AnswerField
        id="answer"
        labelAs="title"
        field={field}
        answer={answerAt(answers, path)}
        label={field.question[language.value]}
        hint={[help, optional].filter(Boolean).join(' ') || undefined}
        error={refused ?? errors[0]?.text}
        onAnswer={answer}
        onRefused={setRefused}
        onBlur={() => void work.flush()}
      />
      {mayScan && (
        <div>
          <Button icon="camera" href={hrefOf(`scan/${toAddress(path)}`)}>
            {t('scan:open')}
          </Button>
        </div>
      )}
      {label && <p class="muted">{t('dossier:printed', { label })}</p>}
    </DossierPage>
  )
}
