import { useState } from 'preact/hooks'
import { phoneOwners } from '../../../domain/choices.ts'
import { parsePhone } from '../../../domain/phone.ts'
import { SharedKey, sharedError } from '../../resident/Shared.tsx'
import { groupValue } from '../../storage/groupValue.ts'
import { useGuardedText } from '../../storage/useGuardedText.ts'
import { Choice } from '../../ui/choice/Choice.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { firstStep, hasPhone } from './places.ts'
import { errorOf, problemText, secretText } from './problemText.ts'

/** The phone that the messages come to, and whose it is: the number given to the police matters (facts §2). */
export function PhoneQuestion(props: ActivationScreenProps) {
  const { work, goNext, mending, go } = props
  const contact = groupValue(work.draft.groups, 'activation', 'contact')
  const phone = useGuardedText(contact.phone ?? '', (text) => work.set({ contact: { phone: text } }), 'number')
  const ownerName = useGuardedText(contact.phoneOwnerName ?? '', (text) =>
    work.set({ contact: { phoneOwnerName: text } }),
  )
  const [errors, setErrors] = useState<FieldError[]>([])
  const owner = contact.phoneOwner ?? ''
  const [hadPhone] = useState(hasPhone(work.draft.groups))

  function next() {
    const found: FieldError[] = []
    const parsed = parsePhone(phone.value)
    if (owner === '') found.push(sharedError('phoneOwner', 'activation:phone.ownerMissing'))
    if (owner !== 'none' && owner !== '') {
      if (phone.value.trim() === '') found.push(sharedError('phone', 'activation:phone.missing'))
      else if (!parsed.ok) found.push({ fieldId: 'phone', text: problemText(parsed.problem) })
    }
    if (owner === 'relative' && ownerName.secret) {
      found.push({ fieldId: 'phoneOwnerName', text: secretText(ownerName.secret) })
    }
    setErrors(found)
    if (found.length > 0) return
    // a number of nobody, or a name that is no longer asked, does not travel
    work.set({
      contact: {
        phone: owner !== 'none' && parsed.ok ? parsed.phone : null,
        phoneOwnerName: owner === 'relative' && ownerName.value.trim() !== '' ? ownerName.value.trim() : null,
      },
    })
    // with a phone gone or come the outcome is another one: it is asked again, after what lies before it
    if (!mending || hadPhone === (owner !== 'none')) return goNext()
    work.set({ outcome: { outcome: null, reason: null, nextStep: null, bring: null } })
    go(owner === 'none' ? 'outcome' : firstStep())
  }

  return (
    <ActivationPage {...props} errors={errors} onEdit={() => setErrors([])} onNext={next}>
      <Title>
        <SharedKey of="activation:phone.question" />
      </Title>
      <Choice
        id="phoneOwner"
        label={<SharedKey of="activation:phone.owner" />}
        error={errorOf(errors, 'phoneOwner')}
        columns={2}
        options={phoneOwners.map((value) => ({ value, label: <SharedKey of={`domain:phoneOwner.${value}`} /> }))}
        value={owner}
        onChange={(phoneOwner) => work.set({ contact: { phoneOwner } })}
      />
      {owner !== '' && owner !== 'none' && (
        <TextField
          id="phone"
          label={<SharedKey of="activation:phone.number" />}
          hint={<SharedKey of="activation:phone.hint" />}
          error={errorOf(errors, 'phone')}
          keyboard="tel"
          width="middle"
          maxLength={20}
          value={phone.value}
          onInput={phone.onInput}
          onBlur={() => void work.flush()}
        />
      )}
      {owner === 'relative' && (
        <TextField
          id="phoneOwnerName"
          label={<SharedKey of="activation:phone.ownerName" />}
          error={ownerName.secret ? secretText(ownerName.secret) : undefined}
          maxLength={120}
          value={ownerName.value}
          onInput={ownerName.onInput}
          onBlur={() => void work.flush()}
        />
      )}
    </ActivationPage>
  )
}
