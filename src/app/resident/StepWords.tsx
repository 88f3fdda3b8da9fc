import type { ComponentChildren } from 'preact'
import { type LadderProgress, lastFailure, remedyDue } from '../../domain/activationLadder.ts'
import type { GuideDefinition, GuideStep } from '../../domain/guideDefinition.ts'
import { warningsOf } from '../../domain/guides.ts'
import { Button } from '../ui/button/Button.tsx'
import { Notice } from '../ui/notice/Notice.tsx'
import { Title } from '../ui/title/Title.tsx'
import { HoldCount } from './HoldCount.tsx'
import { ReaderNote } from './ReaderNote.tsx'
import { Remedy } from './Remedy.tsx'
import { Said, SaidKey } from './Said.tsx'
import { SharedKey } from './Shared.tsx'
import { SpeakBar } from './SpeakBar.tsx'
import { useGuides } from './useGuides.ts'
import { remedyUtterance, stepUtterances } from './utterances.ts'

interface Props {
  guide: GuideDefinition
  step: GuideStep
  /** What was tried so far, in this sitting or in this activation. */
  progress: LadderProgress
  /** Opens a step that worked again. */
  onAgain: () => void
  /** What may be done once a person is needed. */
  stuckAction: ComponentChildren
  /** The way to another guide that leads out of a failure, where there is one. */
  wayOut: (guide: GuideDefinition) => ComponentChildren
}

/** One step: what to do, what shows that it is right, what never to do, and a way out after two tries. */
export function StepWords({ guide, step, progress, onAgain, stuckAction, wayOut }: Props) {
  const tries = (progress.steps ?? []).filter((one) => one.step === step.id)
  const last = tries.at(-1)
  const failure = lastFailure(guide, progress, step.id)
  const due = remedyDue(progress, step.id, guide)
  const justFailed = last?.result === 'failed' || due
  const warnings = warningsOf(guide, step)
  const said = stepUtterances(step, warnings)
  const what = justFailed && failure ? [remedyUtterance(failure), ...said] : said
  const other = useGuides().find(({ id }) => id === failure?.guide)
  const out = other && wayOut(other)
  return (
    <>
      <Title>
        <Said text={step.title} />
      </Title>
      <ReaderNote texts={[step.title, step.text]} />
      <p class="lead">
        <Said text={step.text} />
      </p>
      {step.look && (
        <p class="measure">
          <strong>
            <SaidKey of="guide:lookFor" />
          </strong>{' '}
          <Said text={step.look} />
        </p>
      )}
      {warnings.map(({ id, tone, text }) => (
        <Notice key={id} tone={tone}>
          <Said text={text} />
        </Notice>
      ))}
      {step.holdSeconds !== undefined && <HoldCount seconds={step.holdSeconds} />}
      <SpeakBar what={what} saidFor={`${step.id} ${tries.length}`} />
      {due && (
        <Remedy
          guide={guide}
          failure={failure}
          action={
            <>
              {out}
              {stuckAction}
            </>
          }
        />
      )}
      {!due && last?.result === 'failed' && (
        <Notice tone="help" live>
          <SaidKey of="guide:tryAgain" /> {failure && <Said text={failure.remedy} />}
          {out && <p class="cluster">{out}</p>}
        </Notice>
      )}
      {last?.result === 'again' && (
        <Notice tone="info">
          <SaidKey of="guide:restarted" />
        </Notice>
      )}
      {tries.length > 0 && (
        <div class="cluster">
          {last?.ok === true && (
            <Button onClick={onAgain}>
              <SaidKey of="guide:restart" />
            </Button>
          )}
          <span class="muted">
            <SharedKey of="guide:tried" values={{ count: tries.length }} />
          </span>
        </div>
      )}
    </>
  )
}
