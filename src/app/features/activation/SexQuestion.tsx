import { sexes } from '../../../domain/choices.ts'
import { t } from '../../i18n/i18n.ts'
import { SharedKey } from '../../resident/Shared.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { useIdentityQuestion } from './useIdentityQuestion.ts'

/** What the card says. */
export function SexQuestion(props: ActivationScreenProps) {
  const { work, goNext } = props
  const { identity, ...question } = useIdentityQuestion(props, 'sex', 'idSexMismatch')

  function next() {
    if (identity.sex === undefined) return question.refuse(t('activation:sex.missing'))
    goNext()
  }

  return (
    <ActivationPage {...props} {...question.page} onNext={next}>
      <Choice
        id="sex"
        labelAs="title"
        label={<SharedKey of="activation:sex.question" />}
        error={question.error}
        warning={question.warning}
        columns={2}
        options={sexes.map((sex) => ({ value: sex, label: <SharedKey of={`domain:sex.${sex}`} /> }))}
        value={identity.sex ?? ''}
        onChange={(sex) => {
          question.clear()
          work.set({ identity: { sex } })
        }}
      />
    </ActivationPage>
  )
}
