import { useState } from 'preact/hooks'
import { parsePartialDate } from '../../../domain/partialDate.ts'
import { checkOldIdNumber, checkPersonalId } from '../../../domain/personalId.ts'
import { t } from '../../i18n/i18n.ts'
import { SharedKey, sharedError } from '../../resident/Shared.tsx'
import { ScanButton } from '../../scan/ScanButton.tsx'
import { groupValue } from '../../storage/groupValue.ts'
import type { Draft } from '../../storage/ports.ts'
import { useGuardedText } from '../../storage/useGuardedText.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { errorOf, problemText } from './problemText.ts'

/** What is odd about the number beside what is known of the person; it warns and never blocks (facts §1). */
export function idNumberCheck(groups: Draft['groups'], typed: string) {
  const { sex, birthDate } = groupValue(groups, 'activation', 'identity')
  const birth = birthDate === undefined ? null : parsePartialDate(birthDate)
  return checkPersonalId(typed, { ...(sex ? { sex } : {}), ...(birth?.ok ? { birthDate: birth.date } : {}) })
}

/** The 12-digit number, or the nine digits of an old card, or neither when there is no card here. */
export function IdNumberQuestion(props: ActivationScreenProps) {
  const { work, goNext, hrefOf } = props
  const { holder } = usePorts()
  const { groups } = work.draft
  const identity = groupValue(groups, 'activation', 'identity')
  const number = useGuardedText(identity.idNumber ?? '', (text) => work.set({ identity: { idNumber: text } }), 'number')
  const old = useGuardedText(
    identity.oldIdNumber ?? '',
    (text) => work.set({ identity: { oldIdNumber: text } }),
    'number',
  )
  const [errors, setErrors] = useState<FieldError[]>([])
  const check = idNumberCheck(groups, number.value)
  const warning = check.warnings.map((code) => t(`domain:warning.${code}`)).join(' ')

  function next() {
    const found: FieldError[] = []
    const [typed, typedOld] = [number.value.trim(), old.value.trim()]
    const oldCheck = checkOldIdNumber(typedOld)
    const [problem] = check.problems
    const [oldProblem] = oldCheck.problems
    if (typed === '' && typedOld === '') found.push(sharedError('idNumber', 'activation:idNumber.missing'))
    if (typed !== '' && problem) found.push({ fieldId: 'idNumber', text: problemText(problem) })
    if (typedOld !== '' && oldProblem) found.push({ fieldId: 'oldIdNumber', text: problemText(oldProblem) })
    setErrors(found)
    if (found.length > 0) return
    work.set({
      identity: {
        idNumber: typed === '' ? null : check.idNumber,
        oldIdNumber: typedOld === '' ? null : oldCheck.oldIdNumber,
      },
    })
    goNext()
  }

  const empty = number.value.trim() === '' && old.value.trim() === ''
  return (
    <ActivationPage
      {...props}
      errors={errors}
      onEdit={() => setErrors([])}
      onNext={next}
      nextText={warning === '' ? undefined : <SharedKey of="activation:idNumber.asOnCard" />}
      more={
        empty && (
          <Button size="big" onClick={goNext}>
            <SharedKey of="activation:idNumber.none" />
          </Button>
        )
      }
    >
      <TextField
        id="idNumber"
        labelAs="title"
        label={<SharedKey of="activation:idNumber.question" />}
        hint={<SharedKey of={holder === 'turned' ? 'turned:idNumberHint' : 'activation:idNumber.hint'} />}
        error={errorOf(errors, 'idNumber')}
        warning={warning === '' ? undefined : warning}
        keyboard="numeric"
        width="middle"
        maxLength={20}
        value={number.value}
        onInput={number.onInput}
        onBlur={() => void work.flush()}
      />
      {check.registeredProvince && (
        <p class="muted">{t('domain:registeredProvince', { province: check.registeredProvince })}</p>
      )}
      <TextField
        id="oldIdNumber"
        label={<SharedKey of="activation:idNumber.old" />}
        hint={<SharedKey of="activation:idNumber.oldHint" />}
        error={errorOf(errors, 'oldIdNumber')}
        keyboard="numeric"
        width="middle"
        maxLength={20}
        value={old.value}
        onInput={old.onInput}
        onBlur={() => void work.flush()}
      />
      <ScanButton href={hrefOf('scan/idNumber')} />
    </ActivationPage>
  )
}
