import { useState } from 'preact/hooks'
import { parsePersonName } from '../../../domain/personName.ts'
import { SharedKey } from '../../resident/Shared.tsx'
import { ScanButton } from '../../scan/ScanButton.tsx'
import { groupValue } from '../../storage/groupValue.ts'
import { useGuardedText } from '../../storage/useGuardedText.ts'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { errorOf, problemText, secretText } from './problemText.ts'

/** The name as on the card, accents kept. */
export function NameQuestion(props: ActivationScreenProps) {
  const { work, goNext, hrefOf } = props
  const identity = groupValue(work.draft.groups, 'activation', 'identity')
  const name = useGuardedText(identity.name ?? '', (text) => work.set({ identity: { name: text } }))
  const [errors, setErrors] = useState<FieldError[]>([])

  function next() {
    const parsed = parsePersonName(name.value)
    if (name.secret) return setErrors([{ fieldId: 'name', text: secretText(name.secret) }])
    if (!parsed.ok) return setErrors([{ fieldId: 'name', text: problemText(parsed.problem) }])
    work.set({ identity: { name: parsed.name } })
    goNext()
  }

  return (
    <ActivationPage {...props} errors={errors} onEdit={() => setErrors([])} onNext={next}>
      <TextField
        id="name"
        labelAs="title"
        label={<SharedKey of="activation:name.question" />}
        hint={<SharedKey of="activation:name.hint" />}
        error={name.secret ? secretText(name.secret) : errorOf(errors, 'name')}
        maxLength={120}
        value={name.value}
        onInput={name.onInput}
        onBlur={() => void work.flush()}
      />
      <ScanButton href={hrefOf('scan/name')} />
    </ActivationPage>
  )
}
