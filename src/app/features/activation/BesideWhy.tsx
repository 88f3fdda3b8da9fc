import { useState } from 'preact/hooks'
import { recordBeside } from '../../../domain/besideGuide.ts'
import { guideStep } from '../../../domain/guides.ts'
import { t } from '../../i18n/i18n.ts'
import { useGuides } from '../../resident/useGuides.ts'
import { otherReason, WhyChoice } from '../../resident/WhyChoice.tsx'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts } from '../../storage/usePorts.ts'
import type { FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { besidePart, besidePlace } from './besidePlace.ts'
import { DraftGone } from './DraftGone.tsx'
import { errorOf } from './problemText.ts'

/** Why a step of a guide beside the ladder did not work; written into the activation. */
export function BesideWhy(props: ActivationScreenProps & { part: string }) {
  const { work, part, go } = props
  const { now } = usePorts()
  const { guideId, stepId } = besidePart(part)
  const guide = useGuides().find(({ id }) => id === guideId)
  const step = guide && guideStep(guide, stepId)
  const [chosen, setChosen] = useState('')
  const [errors, setErrors] = useState<FieldError[]>([])
  if (!guide || !step) return <DraftGone failed={false} />
  const back = besidePlace(guideId, stepId)

  function record() {
    if (chosen === '') return setErrors([{ fieldId: 'why', text: t('guide:why.missing') }])
    const progress = groupValue(work.draft.groups, 'activation', 'progress')
    const how = chosen === otherReason ? { at: now() } : { at: now(), failure: chosen }
    work.set({ progress: recordBeside(progress, guideId, stepId, 'failed', how) })
    go(back)
  }

  return (
    <ActivationPage
      {...props}
      errors={errors}
      onEdit={() => setErrors([])}
      back={back}
      onNext={record}
      nextText={t('guide:why.record')}
    >
      <WhyChoice guide={guide} step={step} value={chosen} onChange={setChosen} error={errorOf(errors, 'why')} />
    </ActivationPage>
  )
}
