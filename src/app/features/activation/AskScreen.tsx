import { loadActivationLadder } from '../../../domain/ladderDefinition.ts'
import { t } from '../../i18n/i18n.ts'
import { AskPeople } from '../../resident/AskPeople.tsx'
import { SharedKey } from '../../resident/Shared.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { isQuestion } from './places.ts'

/** A way to a person from every question and every step; `stepId` is where it was asked. */
export function AskScreen(props: ActivationScreenProps & { stepId: string }) {
  const { stepId, go } = props
  const from = isQuestion(stepId) ? stepId : `step/${stepId}`
  return (
    <ActivationPage
      {...props}
      back={from}
      onNext={() => go(from)}
      nextText={<SharedKey of="guide:ask.back" />}
      help={
        !isQuestion(stepId) && (
          <Button size="big" onClick={() => go('outcome')}>
            {t('activation:ask.stop')}
          </Button>
        )
      }
    >
      <AskPeople hotline={loadActivationLadder().hotline} />
    </ActivationPage>
  )
}
