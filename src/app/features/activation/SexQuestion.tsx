import { useState } from 'preact/hooks'
import { sexes } from '../../../domain/choices.ts'
import { t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import { Choice } from '../../ui/choice/Choice.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { idNumberCheck } from './IdNumberQuestion.tsx'
import { errorOf } from './problemText.ts'

/** What the card says. */
export function SexQuestion(props: ActivationScreenProps) {
  const { work, goNext } = props
  const { groups } = work.draft
  const identity = groupValue(groups, 'activation', 'identity')
  const [errors, setErrors] = useState<FieldError[]>([])
  const odd = idNumberCheck(groups, identity.idNumber ?? '').warnings.includes('idSexMismatch')

  function next() {
    if (identity.sex === undefined) return setErrors([{ fieldId: 'sex', text: t('activation:sex.missing') }])
    goNext()
  }

  return (
    <ActivationPage
      {...props}
      errors={errors}
      onEdit={() => setErrors([])}
      onNext={next}
      nextText={odd ? t('activation:idNumber.asOnCard') : undefined}
    >
      <Choice
        id="sex"
        labelAs="title"
        label={t('activation:sex.question')}
        error={errorOf(errors, 'sex')}
        warning={odd ? t('domain:warning.idSexMismatch') : undefined}
        columns={2}
        options={sexes.map((sex) => ({ value: sex, label: t(`domain:sex.${sex}`) }))}
        value={identity.sex ?? ''}
        onChange={(sex) => {
          setErrors([])
          work.set({ identity: { sex } })
        }}
      />
    </ActivationPage>
  )
}
