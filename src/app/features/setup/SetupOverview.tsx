import { nextSetupStep, type SetupFacts, setupStateOf, setupSteps } from '../../../domain/setupProgress.ts'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Row } from '../../ui/card/Row.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { Title } from '../../ui/title/Title.tsx'

const tones = { done: 'done', look: 'waiting', todo: 'plain' } as const

/** What of the set-up stands and what is left: where who comes back goes on. */
export function SetupOverview({ facts, commune }: { facts: SetupFacts; commune: string }) {
  const next = nextSetupStep(facts)
  const done = setupSteps.filter((step) => setupStateOf(step, facts) !== 'todo').length
  return (
    <div class="stack">
      <Title>{t('wizard:overview.title', { commune })}</Title>
      <p class="lead">
        {next === null ? t('wizard:overview.allDone') : t('wizard:overview.done', { done, total: setupSteps.length })}
      </p>
      <div class="cluster">
        {next !== null && (
          <Button variant="primary" href={`/setup/${next}`} iconAfter="arrowRight">
            {t('wizard:overview.goOn', { step: t(`wizard:step.${next}`) })}
          </Button>
        )}
        <Button variant={next === null ? 'primary' : 'plain'} href="/office">
          {t(next === null ? 'wizard:toDesk' : 'wizard:later')}
        </Button>
      </div>
      <ul class="rows">
        {setupSteps.map((step, index) => {
          const state = setupStateOf(step, facts)
          return (
            <li key={step}>
              <Row
                title={t(`wizard:step.${step}`)}
                detail={t(`wizard:about.${step}`)}
                href={`/setup/${step}`}
                mark={index + 1}
                tag={<Tag tone={tones[state]} text={t(`wizard:state.${state}`)} />}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}
