import type { ComponentChildren } from 'preact'
import { ProgressSteps } from '../progressSteps/ProgressSteps.tsx'
import './wizardPage.css'

interface Props {
  /** From 1. */
  current: number
  total: number
  /** The same in words, e.g. "Bước 3 / 10". */
  progressText: string
  children: ComponentChildren
  /** Back on the left, then the one main action: the same place on every page. */
  actions: ComponentChildren
  /** The way out of it, at the far end. */
  out?: ComponentChildren
}

/** One page of several that lead through something: how far we are, one idea, back and on. */
export function WizardPage({ current, total, progressText, children, actions, out }: Props) {
  return (
    <div class="wizard-page">
      <div class="wizard-page__progress">
        <ProgressSteps current={current} total={total} text={progressText} />
        <p class="muted" aria-hidden="true">
          {progressText}
        </p>
      </div>
      <div class="stack">{children}</div>
      <div class="wizard-page__actions">
        {actions}
        {out && <div class="wizard-page__out">{out}</div>}
      </div>
    </div>
  )
}
