import type { ComponentChildren } from 'preact'
import { language, t } from '../../i18n/i18n.ts'
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
import { AskDesk } from './AskDesk.tsx'
import type { DossierScreenProps } from './DossierScreenProps.ts'

interface Props extends DossierScreenProps {
  children: ComponentChildren
  errors?: readonly FieldError[]
  onEdit?: (() => void) | undefined
  nextText?: string | undefined
  onNext: () => void
  nextIcon?: 'arrowRight' | 'check'
  back?: string | undefined
}

/** The frame of every dossier screen: which form, how far, whether it is saved, back and forward. */
export function DossierPage(props: Props) {
  const { work, form, at, total, before, errors = [], back = before, hrefOf } = props
  const { lock } = usePorts()
  const stepText = t('dossier:stepOf', { current: at, total })
  const { status } = work
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TopBar title={form.name[language.value]} detail={at > 0 ? stepText : undefined} href="/field">
          {status.kind === 'failed' ? (
            <>
              <SaveState state="failed" text={t(`common:save.failed.${status.code}`)} />
              <Button icon="refresh" onClick={() => void work.flush()}>
                {t('common:retry')}
              </Button>
            </>
          ) : (
            <SaveState state={status.kind} text={t(`common:save.${status.kind}`)} />
          )}
          <LanguageSwitch />
          <Button icon="lock" onClick={() => void work.flush().finally(() => lock.lock('asked'))}>
            {t('common:lockNow')}
          </Button>
        </TopBar>
      }
      help={<AskDesk />}
      progress={at > 0 && <ProgressSteps current={at} total={total} text={stepText} />}
      actions={
        <>
          <Button size="big" icon="arrowLeft" href={back === undefined ? '/field' : hrefOf(back)}>
            {t('common:back')}
          </Button>
          <Button variant="primary" size="big" type="submit" form="question" iconAfter={props.nextIcon ?? 'arrowRight'}>
            {props.nextText ?? t('common:next')}
          </Button>
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
          props.onNext()
        }}
      >
        {props.children}
      </form>
    </Screen>
  )
}
