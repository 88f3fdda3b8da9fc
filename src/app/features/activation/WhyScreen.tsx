import { useState } from 'preact/hooks'
import { recordTry, startLadder } from '../../../domain/activationLadder.ts'
import { guideStep } from '../../../domain/guides.ts'
import { t } from '../../i18n/i18n.ts'
import { activationGuide } from '../../resident/activationGuide.ts'
import { otherReason, WhyChoice } from '../../resident/WhyChoice.tsx'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts } from '../../storage/usePorts.ts'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { DraftGone } from './DraftGone.tsx'
import { errorOf } from './problemText.ts'

/** Why a step did not work, from the failures that are known for it (facts §2); written into the activation. */
export function WhyScreen(props: ActivationScreenProps & { stepId: string }) {
  const { work, stepId, go } = props
  const { now } = usePorts()
  const guide = activationGuide()
  const step = guideStep(guide, stepId)
  const [chosen, setChosen] = useState('')
  const [errors, setErrors] = useState<FieldError[]>([])
  if (!step) return <DraftGone failed={false} />

  function record() {
    if (chosen === '') return setErrors([{ fieldId: 'why', text: t('guide:why.missing') }])
    const progress = groupValue(work.draft.groups, 'activation', 'progress')
    const started = progress.startedAt === undefined ? startLadder(now(), progress) : progress
    const how = chosen === otherReason ? { at: now() } : { at: now(), failure: chosen }
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
      nextText={t('guide:why.record')}
    >
      <WhyChoice guide={guide} step={step} value={chosen} onChange={setChosen} error={errorOf(errors, 'why')} />
    </ActivationPage>
  )
}
