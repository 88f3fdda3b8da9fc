import { useState } from 'preact/hooks'
import { consentProblems } from '../../../domain/consent.ts'
import { checkPersonalId } from '../../../domain/personalId.ts'
import { parsePersonName } from '../../../domain/personName.ts'
import { t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import { useGuardedText } from '../../storage/useGuardedText.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Choice } from '../../ui/choice/Choice.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { needOf } from './places.ts'
import { errorOf, problemText, secretText } from './problemText.ts'

const relations = ['mother', 'father', 'grandparent', 'guardian', 'other'] as const
const fieldOfProblem: Record<string, string> = {
  guardianNameMissing: 'guardianName',
  guardianRelationMissing: 'guardianRelation',
}

/** Under 14 a guardian agrees; the guardian's name and relation belong to the consent (facts §2, §6). */
export function GuardianQuestion(props: ActivationScreenProps) {
  const { work, goNext } = props
  const { now } = usePorts()
  const { groups } = work.draft
  const need = needOf(groups, now())
  const consent = groupValue(groups, 'activation', 'consent')
  const name = useGuardedText(consent.guardianName ?? '', (text) => work.set({ consent: { guardianName: text } }))
  const number = useGuardedText(
    consent.guardianIdNumber ?? '',
    (text) => work.set({ consent: { guardianIdNumber: text } }),
    'number',
  )
  const [errors, setErrors] = useState<FieldError[]>([])

  function next() {
    const found: FieldError[] = consentProblems(consent, { guardian: need?.guardian ?? false }).flatMap((problem) => {
      const fieldId = fieldOfProblem[problem]
      return fieldId ? [{ fieldId, text: problemText(problem) }] : []
    })
    const parsed = parsePersonName(name.value)
    const check = checkPersonalId(number.value)
    const [problem] = check.problems
    if (name.secret) found.push({ fieldId: 'guardianName', text: secretText(name.secret) })
    else if (name.value.trim() !== '' && !parsed.ok) {
      found.push({ fieldId: 'guardianName', text: problemText(parsed.problem) })
    }
    if (number.value.trim() !== '' && problem) found.push({ fieldId: 'guardianIdNumber', text: problemText(problem) })
    setErrors(found)
    if (found.length > 0) return
    work.set({
      consent: {
        ...(parsed.ok ? { guardianName: parsed.name } : {}),
        guardianIdNumber: check.ok ? check.idNumber : null,
      },
    })
    goNext()
  }

  return (
    <ActivationPage {...props} errors={errors} onEdit={() => setErrors([])} onNext={next}>
      <Title>{t('activation:guardian.question')}</Title>
      <Notice tone="help">
        {t('consent:guardian.needed')} {need && !need.certain && t('consent:guardian.uncertain')}
      </Notice>
      <TextField
        id="guardianName"
        label={t('activation:guardian.name')}
        error={name.secret ? secretText(name.secret) : errorOf(errors, 'guardianName')}
        maxLength={120}
        value={name.value}
        onInput={name.onInput}
        onBlur={() => void work.flush()}
      />
      <Choice
        id="guardianRelation"
        label={t('consent:ask.guardianRelation')}
        error={errorOf(errors, 'guardianRelation')}
        columns={3}
        options={relations.map((value) => ({ value, label: t(`consent:relation.${value}`) }))}
        value={consent.guardianRelation ?? ''}
        onChange={(guardianRelation) => work.set({ consent: { guardianRelation } })}
      />
      <TextField
        id="guardianIdNumber"
        label={t('activation:guardian.number')}
        error={errorOf(errors, 'guardianIdNumber')}
        keyboard="numeric"
        width="middle"
        maxLength={20}
        value={number.value}
        onInput={number.onInput}
        onBlur={() => void work.flush()}
      />
    </ActivationPage>
  )
}
