import { currentStep, recordTry, startLadder } from '../../../domain/activationLadder.ts'
import { mayRunBeside } from '../../../domain/besideGuide.ts'
import { guideStep } from '../../../domain/guides.ts'
import { t } from '../../i18n/i18n.ts'
import { activationGuide } from '../../resident/activationGuide.ts'
import { OtherGuide } from '../../resident/OtherGuide.tsx'
import { ReaderChoice } from '../../resident/ReaderChoice.tsx'
import { StepPicture } from '../../resident/StepPicture.tsx'
import { StepWords } from '../../resident/StepWords.tsx'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { besidePlace } from './besidePlace.ts'
import { DraftGone } from './DraftGone.tsx'

/** One step of the ladder, drawn like a step of any guide; every try is written into the activation with its time. */
export function StepScreen(props: ActivationScreenProps & { stepId: string }) {
  const { work, stepId, go, goNext, hrefOf } = props
  const { now } = usePorts()
  const guide = activationGuide()
  const step = guideStep(guide, stepId)
  if (!step) return <DraftGone failed={false} />

  const progress = groupValue(work.draft.groups, 'activation', 'progress')
  const last = (progress.steps ?? []).findLast((one) => one.step === stepId)

  function note(result: 'done' | 'again' | 'askPerson') {
    const started = progress.startedAt === undefined ? startLadder(now(), progress) : progress
    const noted = recordTry(started, stepId, result, { at: now() })
    const finished = currentStep(guide, noted) === null ? now() : null
    work.set({ progress: { ...noted, finishedAt: finished } })
  }

  return (
    <ActivationPage
      {...props}
      nextText={t('guide:worked')}
      onNext={() => {
        // a step that worked before and is only looked at again is not another try
        if (last?.ok !== true) note('done')
        goNext()
      }}
      more={
        <Button size="big" onClick={() => go(`why/${stepId}`)}>
          {t('guide:notYet')}
        </Button>
      }
      help={
        <Button
          size="big"
          icon="hand"
          onClick={() => {
            note('askPerson')
            go(`ask/${stepId}`)
          }}
        >
          {t('common:askPerson')}
        </Button>
      }
      language={<ReaderChoice />}
      aside={<StepPicture guide={guide} step={step} />}
    >
      <StepWords
        guide={guide}
        step={step}
        progress={progress}
        onAgain={() => note('again')}
        stuckAction={<Button onClick={() => go('outcome')}>{t('activation:step.stop')}</Button>}
        wayOut={(other) =>
          mayRunBeside(other) && <OtherGuide guide={other} href={hrefOf(besidePlace(other.id, other.steps[0]?.id))} />
        }
      />
    </ActivationPage>
  )
}
