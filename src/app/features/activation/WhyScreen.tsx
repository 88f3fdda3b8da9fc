import { useState } from 'preact/hooks'
import { recordTry, startLadder } from '../../../domain/activationLadder.ts'
import { loadActivationLadder } from '../../../domain/ladderDefinition.ts'
import { t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Choice } from '../../ui/choice/Choice.tsx'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { DraftGone } from './DraftGone.tsx'
import { errorOf } from './problemText.ts'

/** Why a step did not work, from the failures that are known for it (facts §2). */
export function WhyScreen(props: ActivationScreenProps & { stepId: string }) {
  const { work, stepId, go } = props
  const { now } = usePorts()
  const ladder = loadActivationLadder()
  const step = ladder.steps.find((one) => one.id === stepId)
  const [chosen, setChosen] = useState('')
  const [errors, setErrors] = useState<FieldError[]>([])
  if (!step) return <DraftGone failed={false} />

  function record() {
    if (chosen === '') return setErrors([{ fieldId: 'why', text: t('activation:why.missing') }])
    const progress = groupValue(work.draft.groups, 'activation', 'progress')
    const started = progress.startedAt === undefined ? startLadder(now(), progress) : progress
    const how = chosen === 'other' ? { at: now() } : { at: now(), failure: chosen }
    work.set({ progress: recordTry(started, stepId, 'failed', how) })
    go(`step/${stepId}`)
  }

  return (
    <ActivationPage
      {...props}
      errors={errors}
      onEdit={() => setErrors([])}
      back={`step/${stepId}`}
      onNext={record}
      nextText={t('activation:why.record')}
    >
      <Choice
        id="why"
        labelAs="title"
        label={t('activation:why.question')}
        hint={t('activation:why.hint')}
        error={errorOf(errors, 'why')}
        columns={step.failures.length > 3 ? 2 : 1}
        options={[
          ...step.failures.map((id) => ({ value: id, label: t(`ladder:failure.${id}.label`) })),
          { value: 'other', label: t('activation:why.other') },
        ]}
        value={chosen}
        onChange={setChosen}
      />
    </ActivationPage>
  )
}
