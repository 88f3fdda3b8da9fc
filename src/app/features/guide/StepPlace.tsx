import { t } from '../../i18n/i18n.ts'
import { OtherGuide } from '../../resident/OtherGuide.tsx'
import { plainWords } from '../../resident/plainWords.ts'
import { ResidentPage } from '../../resident/ResidentPage.tsx'
import { SaidKey } from '../../resident/Said.tsx'
import { StepPicture } from '../../resident/StepPicture.tsx'
import { StepWords } from '../../resident/StepWords.tsx'
import { TurnButton } from '../../resident/TurnButton.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { guideHref, guidesHref } from './guidePath.ts'
import type { PlaceProps } from './PlaceProps.ts'

/** One step of a guide: it worked, it did not, or a person is needed. */
export function StepPlace({ guide, step, run, around, go }: PlaceProps) {
  const { number, before, after } = around
  const total = guide.steps.length
  const isLearning = guide.kind === 'learn'
  const ask = () => {
    run.note(step.id, 'askPerson')
    go(guideHref(guide.id, 'ask', step.id))
  }
  const worked = () => {
    const last = (run.progress.steps ?? []).findLast((one) => one.step === step.id)
    // a step that worked before and is only looked at again is not another try
    if (last?.ok !== true) run.note(step.id, 'done')
    go(after === undefined ? guideHref(guide.id, 'done') : guideHref(guide.id, 'step', after))
  }
  return (
    <ResidentPage
      title={plainWords(guide.title)}
      homeHref={guidesHref}
      progress={{ current: number, total, text: t('guide:progress', { current: number, total }) }}
      backHref={before === undefined ? guidesHref : guideHref(guide.id, 'step', before)}
      next={{ of: isLearning ? 'guide:understood' : 'guide:worked', run: worked }}
      more={
        <Button size="big" href={guideHref(guide.id, 'why', step.id)}>
          <SaidKey of={isLearning ? 'guide:unclear' : 'guide:notYet'} />
        </Button>
      }
      help={
        <Button size="big" icon="hand" onClick={ask}>
          <SaidKey of="common:askPerson" />
        </Button>
      }
      turn={<TurnButton />}
      aside={<StepPicture guide={guide} step={step} />}
    >
      <StepWords
        guide={guide}
        step={step}
        progress={run.progress}
        onAgain={() => run.note(step.id, 'again')}
        wayOut={(other) => <OtherGuide guide={other} href={guideHref(other.id, 'step', other.steps[0]?.id)} />}
        stuckAction={
          <Button icon="hand" onClick={ask}>
            <SaidKey of="common:askPerson" />
          </Button>
        }
      />
    </ResidentPage>
  )
}
