import { useEffect, useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { SharedKey } from '../../resident/Shared.tsx'
import { useGuardedText } from '../../storage/useGuardedText.ts'
import { Choice } from '../../ui/choice/Choice.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import type { AnswerProps } from './AnswerProps.ts'

/** As the form prints it, whatever the language on screen. */
const vietnam = 'Việt Nam'

/** Nearly everyone gives the same answer: one tap for it, a box for the others. */
export function NationalityAnswer(props: AnswerProps) {
  const { id, labelAs, answer, label, hint, error, onAnswer, onRefused, onBlur } = props
  const [other, setOther] = useState(typeof answer === 'string' && answer !== vietnam)
  const text = useGuardedText(other && typeof answer === 'string' ? answer : '', onAnswer)
  const refused = other && text.secret ? t(`common:errors.${text.secret}`) : null
  useEffect(() => onRefused(refused), [refused, onRefused])
  return (
    <>
      <Choice
        id={id}
        labelAs={labelAs}
        label={label}
        hint={hint}
        error={other ? undefined : error}
        columns={2}
        options={[
          { value: 'vietnam', label: <SharedKey of="dossier:vietnam" /> },
          { value: 'other', label: <SharedKey of="dossier:otherCountry" /> },
        ]}
        value={other ? 'other' : answer === vietnam ? 'vietnam' : ''}
        onChange={(value) => {
          setOther(value === 'other')
          onAnswer(value === 'other' ? text.value || null : vietnam)
        }}
      />
      {other && (
        <TextField
          id={`${id}-country`}
          label={<SharedKey of="dossier:otherCountryName" />}
          error={refused ?? error}
          maxLength={80}
          value={text.value}
          onInput={text.onInput}
          onBlur={onBlur}
        />
      )}
    </>
  )
}
