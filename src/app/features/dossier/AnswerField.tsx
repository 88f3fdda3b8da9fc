import { useEffect } from 'preact/hooks'
import type { FieldKind } from '../../../domain/formDefinition.ts'
import { t } from '../../i18n/i18n.ts'
import { Shared, SharedKey } from '../../resident/Shared.tsx'
import { useGuardedText } from '../../storage/useGuardedText.ts'
import { Choice } from '../../ui/choice/Choice.tsx'
import { TextArea } from '../../ui/textArea/TextArea.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import type { AnswerProps } from './AnswerProps.ts'
import { DateAnswer } from './DateAnswer.tsx'
import { EthnicGroupAnswer } from './EthnicGroupAnswer.tsx'
import { NationalityAnswer } from './NationalityAnswer.tsx'

/** The control that fits the kind of a form's field. Every kind of `fieldKinds` has one. */
export function AnswerField(props: AnswerProps) {
  const { id, labelAs, field, answer, label, hint, error, onAnswer } = props
  const texts = { id, labelAs, label, hint, error }
  const word = typeof answer === 'string' ? answer : ''
  switch (field.kind) {
    case 'date':
    case 'partialDate':
      return <DateAnswer {...props} />
    case 'ethnicGroup':
      return <EthnicGroupAnswer {...props} />
    case 'nationality':
      return <NationalityAnswer {...props} />
    case 'sex':
      return (
        <Choice
          {...texts}
          columns={2}
          options={(['f', 'm'] as const).map((sex) => ({ value: sex, label: <SharedKey of={`domain:sex.${sex}`} /> }))}
          value={word}
          onChange={onAnswer}
        />
      )
    case 'choice':
      return (
        <Choice
          {...texts}
          columns={(field.choices?.length ?? 0) > 4 ? 2 : 1}
          options={(field.choices ?? []).map((choice) => ({ value: choice.id, label: <Shared text={choice.label} /> }))}
          value={word}
          onChange={onAnswer}
        />
      )
    case 'yesNo':
    case 'pledge':
      return (
        <Choice
          {...texts}
          columns={2}
          options={[
            { value: 'yes', label: <SharedKey of={field.kind === 'pledge' ? 'dossier:pledge' : 'form:yes'} /> },
            { value: 'no', label: <SharedKey of="form:no" /> },
          ]}
          value={answer === true ? 'yes' : answer === false ? 'no' : ''}
          onChange={(value) => onAnswer(value === 'yes')}
        />
      )
    default:
      return <WordsAnswer {...props} />
  }
}

/** Digits of a known length, and the keyboard that has them. */
const numbers: readonly FieldKind[] = ['idDocument', 'personalId', 'phone', 'count']

function WordsAnswer({ id, labelAs, field, answer, label, hint, error, onAnswer, onRefused, onBlur }: AnswerProps) {
  const isNumber = numbers.includes(field.kind)
  const text = useGuardedText(typeof answer === 'string' ? answer : '', onAnswer, isNumber ? 'number' : 'words')
  const refused = text.secret ? t(`common:errors.${text.secret}`) : null
  useEffect(() => onRefused(refused), [refused, onRefused])
  const texts = { id, labelAs, label, hint, error: refused ?? error }
  const box = { value: text.value, onInput: text.onInput, onBlur }
  if (field.kind === 'longText') return <TextArea {...texts} {...box} maxLength={500} />
  return (
    <TextField
      {...texts}
      {...box}
      keyboard={isNumber ? 'numeric' : 'text'}
      width={isNumber ? 'middle' : 'whole'}
      maxLength={field.kind === 'place' ? 300 : isNumber ? 20 : 200}
    />
  )
}
