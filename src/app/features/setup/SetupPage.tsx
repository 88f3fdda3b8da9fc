import type { ComponentChildren } from 'preact'
import { setupSteps } from '../../../domain/setupProgress.ts'
import { t } from '../../i18n/i18n.ts'
import { WizardPage } from '../../ui/wizardPage/WizardPage.tsx'

/** Commune and first officer come before the steps that the hub can tell from what stands. */
export const pagesBefore = 2
const total = pagesBefore + setupSteps.length

interface Props {
  /** from 1 */
  step: number
  children: ComponentChildren
  actions: ComponentChildren
  out?: ComponentChildren
}

/** One page of the set-up of a real commune. */
export function SetupPage({ step, children, actions, out }: Props) {
  return (
    <WizardPage
      current={step}
      total={total}
      progressText={t('setup:step', { current: step, total })}
      actions={actions}
      out={out}
    >
      {children}
    </WizardPage>
  )
}
