import type { ComponentChildren } from 'preact'
import { t } from '../../i18n/i18n.ts'
import { LanguageSwitch } from '../../i18n/LanguageSwitch.tsx'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { ErrorSummary, type FieldError } from '../../ui/errorSummary/ErrorSummary.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { onEdited } from '../../ui/onEdited.ts'
import { ProgressSteps } from '../../ui/progressSteps/ProgressSteps.tsx'
import { SaveState } from '../../ui/saveState/SaveState.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'
import './activation.css'
import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { isQuestion } from './places.ts'

interface Props extends ActivationScreenProps {
  children: ComponentChildren
  errors?: readonly FieldError[]
  /** Something was typed or chosen: errors that it may have mended are taken away. */
  onEdit?: (() => void) | undefined
  /** What the main button says and does; none: the screen has its own. */
  nextText?: string | undefined
  onNext?: (() => void) | undefined
  nextIcon?: 'arrowRight' | 'check'
  /** Beside the main button. */
  more?: ComponentChildren
  aside?: ComponentChildren
  help?: ComponentChildren
  /** Where "Quay lại" leads; the screen before on the path, unless told. */
  back?: string | undefined
}

/** The frame of every activation screen: where we are, whether it is saved, errors on top, back and forward below. */
export function ActivationPage(props: Props) {
  const { work, at, total, before, errors = [], mending, hrefOf, here } = props
  const back = props.back ?? (mending ? 'slip' : before)
  const { lock } = usePorts()
  const stepText = t('activation:stepOf', { current: at, total })
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TopBar title={t('activation:task')} detail={at > 0 ? stepText : undefined} href="/field">
          <SavedMark {...props} />
          <LanguageSwitch />
          <Button icon="lock" onClick={() => void work.flush().finally(() => lock.lock('asked'))}>
            {t('common:lockNow')}
          </Button>
        </TopBar>
      }
      progress={at > 0 && <ProgressSteps current={at} total={total} text={stepText} />}
      aside={props.aside}
      help={
        props.help ??
        (isQuestion(here) && (
          <Button size="big" icon="hand" href={hrefOf(`ask/${here}`)}>
            {t('common:askPerson')}
          </Button>
        ))
      }
      actions={
        <>
          <Button size="big" icon="arrowLeft" href={back === undefined ? '/field' : hrefOf(back)}>
            {t('common:back')}
          </Button>
          {props.onNext && (
            <Button
              variant="primary"
              size="big"
              type="submit"
              form="question"
              iconAfter={props.nextIcon ?? 'arrowRight'}
            >
              {props.mending ? t('activation:slip.toSlip') : (props.nextText ?? t('common:next'))}
            </Button>
          )}
          {props.more}
        </>
      }
    >
      {work.draft.returnNote !== null && (
        <Notice tone="help" title={t('common:returned')}>
          {work.draft.returnNote}
        </Notice>
      )}
      <ErrorSummary title={t('common:errors.title', { count: errors.length })} errors={errors} />
      <form
        id="question"
        class="stack"
        noValidate
        autocomplete="off"
        {...onEdited(props.onEdit)}
        onSubmit={(event) => {
          event.preventDefault()
          props.onNext?.()
        }}
      >
        {props.children}
      </form>
    </Screen>
  )
}

function SavedMark({ work }: ActivationScreenProps) {
  const { status } = work
  if (status.kind !== 'failed') return <SaveState state={status.kind} text={t(`common:save.${status.kind}`)} />
  return (
    <>
      <SaveState state="failed" text={t(`common:save.failed.${status.code}`)} />
      <Button icon="refresh" onClick={() => void work.flush()}>
        {t('common:retry')}
      </Button>
    </>
  )
}
