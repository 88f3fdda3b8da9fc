import { t } from '../../i18n/i18n.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { useFinish } from './useFinish.ts'

/** What was written before the resident said no; all of it is taken out again (facts §6: free consent, few fields). */
const personal = ['identity', 'contact', 'address', 'language', 'progress'] as const

/** What a yes is made of; a signature or a guardian's name that was given before the no is nobody's to keep. */
const agreed = ['method', 'textVersion', 'mark', 'guardianName', 'guardianRelation', 'guardianIdNumber'] as const

/** The resident said no: nothing about them is kept, only that they were asked. */
export function DeclinedScreen(props: ActivationScreenProps) {
  const { work, go, onFinished } = props
  const { now } = usePorts()
  const finish = useFinish(work, () => onFinished({}))

  function done() {
    const cleared = personal.map((group) => [
      group,
      Object.fromEntries(Object.keys(work.draft.groups[group] ?? {}).map((field) => [field, null])),
    ])
    work.set({
      ...Object.fromEntries(cleared),
      consent: { given: false, at: now(), ...Object.fromEntries(agreed.map((field) => [field, null])) },
      outcome: { outcome: 'declined' },
    })
    finish.run()
  }

  return (
    <ActivationPage
      {...props}
      back="consent"
      onNext={done}
      nextText={finish.busy ? t('activation:finishing') : t('common:done')}
      nextIcon="check"
      help={
        <Button size="big" onClick={() => go('consent')}>
          {t('activation:declined.back')}
        </Button>
      }
    >
      <Title>{t('activation:declined.title')}</Title>
      <p class="lead">{t('activation:declined.text')}</p>
      {finish.failed && (
        <Notice tone="warning" live>
          {t('activation:finishFailed')}
        </Notice>
      )}
    </ActivationPage>
  )
}
