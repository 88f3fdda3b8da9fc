import { loadActivationLadder } from '../../../domain/ladderDefinition.ts'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { isQuestion } from './places.ts'

const people = ['volunteer', 'hotline', 'police', 'carrier'] as const

/** A way to a person from every question and every step; `stepId` is where it was asked. */
export function AskScreen(props: ActivationScreenProps & { stepId: string }) {
  const { stepId, go } = props
  const from = isQuestion(stepId) ? stepId : `step/${stepId}`
  const { hotline } = loadActivationLadder()
  return (
    <ActivationPage
      {...props}
      back={from}
      onNext={() => go(from)}
      nextText={t('activation:ask.back')}
      help={
        !isQuestion(stepId) && (
          <Button size="big" onClick={() => go('outcome')}>
            {t('activation:ask.stop')}
          </Button>
        )
      }
    >
      <Title>{t('activation:ask.title')}</Title>
      <p class="lead">{t('activation:ask.text')}</p>
      <ul class="rows activation__people">
        {people.map((who) => (
          <li key={who}>
            <Card tone={who === 'volunteer' ? 'help' : 'plain'}>
              <strong>{t(`ladder:who.${who}`, { hotline })}</strong>
            </Card>
          </li>
        ))}
      </ul>
    </ActivationPage>
  )
}
