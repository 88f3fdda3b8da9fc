import { currentStep, lastFailure, recordTry, remedyDue, startLadder } from '../../../domain/activationLadder.ts'
import { loadActivationLadder } from '../../../domain/ladderDefinition.ts'
import { t } from '../../i18n/i18n.ts'
import { groupValue } from '../../storage/groupValue.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { PhonePicture } from '../../ui/phonePicture/PhonePicture.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { ActivationPage } from './ActivationPage.tsx'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { DraftGone } from './DraftGone.tsx'
import { Remedy } from './Remedy.tsx'
import { stepPicture } from './stepPicture.ts'

/** One step of the ladder: what to do, where to touch, what never to tell; done, not done, or a person. */
export function StepScreen(props: ActivationScreenProps & { stepId: string }) {
  const { work, stepId, go, goNext } = props
  const { now } = usePorts()
  const ladder = loadActivationLadder()
  const step = ladder.steps.find((one) => one.id === stepId)
  if (!step) return <DraftGone failed={false} />

  const progress = groupValue(work.draft.groups, 'activation', 'progress')
  const tries = (progress.steps ?? []).filter((one) => one.step === stepId)
  const last = tries.at(-1)
  const due = remedyDue(progress, stepId, ladder)
  const failure = lastFailure(ladder, progress, stepId)

  function note(result: 'done' | 'again' | 'askPerson') {
    const started = progress.startedAt === undefined ? startLadder(now(), progress) : progress
    const noted = recordTry(started, stepId, result, { at: now() })
    const finished = currentStep(ladder, noted) === null ? now() : null
    work.set({ progress: { ...noted, finishedAt: finished } })
  }

  const picture = stepPicture(step)
  const title = t(`ladder:${stepId}.title`)
  return (
    <ActivationPage
      {...props}
      nextText={t('common:doneNext')}
      onNext={() => {
        // a step that worked before and is only looked at again is not another try
        if (last?.ok !== true) note('done')
        goNext()
      }}
      more={
        <Button size="big" onClick={() => go(`why/${stepId}`)}>
          {t('activation:step.notDone')}
        </Button>
      }
      help={
        <Button
          size="big"
          icon="hand"
          onClick={() => {
            note('askPerson')
            go(`ask/${stepId}`)
          }}
        >
          {t('common:askPerson')}
        </Button>
      }
      aside={
        <PhonePicture
          {...picture}
          title={picture.shape === 'message' ? t('activation:step.messageTitle') : t('activation:step.phoneTitle')}
          text={phoneText(stepId, picture.shape)}
          alt={t('activation:step.picture', { what: title })}
          caption={ladder.orderVerified ? undefined : t('ladder:mayDiffer')}
        />
      }
    >
      <Title>{title}</Title>
      <p class="lead">{t(`ladder:${stepId}.do`)}</p>
      <p class="measure">
        <strong>{t('activation:step.lookFor')}</strong> {t(`ladder:${stepId}.look`)}
      </p>
      {step.warnings.map((warning) => (
        <Notice key={warning} tone={warning === 'screensDiffer' ? 'info' : 'warning'}>
          {t(`ladder:warning.${warning}`)}
        </Notice>
      ))}
      {due && <Remedy ladder={ladder} failure={failure} onStop={() => go('outcome')} />}
      {!due && last?.result === 'failed' && (
        <Notice tone="help" live>
          {t('activation:step.tryAgain')}{' '}
          {failure && t(`ladder:failure.${failure.id}.remedy`, { hotline: ladder.hotline })}
        </Notice>
      )}
      {last?.result === 'again' && <Notice tone="info">{t('activation:step.restarted')}</Notice>}
      {tries.length > 0 && (
        <div class="cluster">
          {last?.ok === true && <Button onClick={() => note('again')}>{t('activation:step.restart')}</Button>}
          <span class="muted">{t('activation:step.tried', { count: tries.length })}</span>
        </div>
      )}
    </ActivationPage>
  )
}

/** Words on the drawing come from the step's own texts, never from a person. */
function phoneText(stepId: string, shape: string): string | undefined {
  if (shape !== 'message' && shape !== 'button') return undefined
  const words = t(shape === 'message' ? `ladder:${stepId}.look` : `ladder:${stepId}.title`)
  return /[“"]([^”"]+)[”"]/.exec(words)?.[1]
}
