import { nextSetupStep, type SetupFacts, setupStateOf, setupSteps } from '../../../domain/setupProgress.ts'
import { t } from '../../i18n/i18n.ts'
import { Notice } from '../../ui/notice/Notice.tsx'

/** A line above the list of cases until the set-up is done; nothing after that. */
export function SetupLeft({ facts }: { facts: SetupFacts }) {
  const next = nextSetupStep(facts)
  if (next === null) return null
  const count = setupSteps.filter((step) => setupStateOf(step, facts) === 'todo').length
  return (
    <Notice tone="help">
      {t('wizard:left.text', { count, step: t(`wizard:step.${next}`) })}{' '}
      <a class="unbroken" href="/setup">
        {t('wizard:left.link')}
      </a>
    </Notice>
  )
}
