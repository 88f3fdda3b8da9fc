import { currentStep, type TryResult } from '../../../domain/activationLadder.ts'
import { besideProgress, recordBeside } from '../../../domain/besideGuide.ts'
import { guideStep, placeOf } from '../../../domain/guides.ts'
import { loadActivationLadder } from '../../../domain/ladderDefinition.ts'
import { t } from '../../i18n/i18n.ts'
import { OtherGuide } from '../../resident/OtherGuide.tsx'
import { plainWords } from '../../resident/plainWords.ts'
import { ReaderChoice } from '../../resident/ReaderChoice.tsx'
import { StepPicture } from '../../resident/StepPicture.tsx'
import { StepWords } from '../../resident/StepWords.tsx'
import { useGuides } from '../../resident/useGuides.ts'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { besidePart, besidePlace } from './besidePlace.ts'
import { DraftGone } from './DraftGone.tsx'

/** A step of a guide beside the ladder, such as for a forgotten passcode: its tries are written into this activation too. */
export function BesideScreen(props: ActivationScreenProps & { part: string }) {
  const { work, part, go, hrefOf } = props
  const { now } = usePorts()
  const { guideId, stepId } = besidePart(part)
  const guide = useGuides().find(({ id }) => id === guideId)
  const step = guide && guideStep(guide, stepId)
  if (!guide || !step) return <DraftGone failed={false} />

  const progress = groupValue(work.draft.groups, 'activation', 'progress')
  const own = besideProgress(progress, guideId)
  const last = (own.steps ?? []).findLast((one) => one.step === stepId)
  const { number, before, after } = placeOf(guide, stepId)
  const total = guide.steps.length
  // back to where the ladder stands: that is what this guide was opened for
  const open = currentStep(loadActivationLadder(), progress)
  const ladderPlace = open ? `step/${open.id}` : 'outcome'

  const note = (result: TryResult) =>
    work.set({ progress: recordBeside(progress, guideId, stepId, result, { at: now() }) })

  return (
    <ActivationPage
      {...props}
      progress={{
        part: number,
        parts: total,
        within: 1,
        text: `${plainWords(guide.title)} · ${t('guide:progress', { current: number, total })}`,
      }}
      back={before === undefined ? ladderPlace : besidePlace(guideId, before)}
      nextText={after === undefined ? t('activation:beside.back') : t('guide:worked')}
      onNext={() => {
        if (last?.ok !== true) note('done')
        go(after === undefined ? ladderPlace : besidePlace(guideId, after))
      }}
      more={
        <Button size="big" onClick={() => go(besidePlace(guideId, stepId, 'besideWhy'))}>
          {t('guide:notYet')}
        </Button>
      }
      help={
        <Button size="big" href={hrefOf(ladderPlace)}>
          {t('activation:beside.leave')}
        </Button>
      }
      language={<ReaderChoice />}
      aside={<StepPicture guide={guide} step={step} />}
    >
      <StepWords
        guide={guide}
        step={step}
        progress={own}
        onAgain={() => note('again')}
        stuckAction={<Button onClick={() => go('outcome')}>{t('activation:step.stop')}</Button>}
        wayOut={(other) => <OtherGuide guide={other} href={hrefOf(besidePlace(other.id, other.steps[0]?.id))} />}
      />
    </ActivationPage>
  )
}
