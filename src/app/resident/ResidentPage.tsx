import type { ComponentChildren } from 'preact'
import { t } from '../i18n/i18n.ts'
import { LanguageSwitch } from '../i18n/LanguageSwitch.tsx'
import { usePorts } from '../storage/usePorts.ts'
import { Button } from '../ui/button/Button.tsx'
import { ErrorSummary, type FieldError } from '../ui/errorSummary/ErrorSummary.tsx'
import { onEdited } from '../ui/onEdited.ts'
import { ProgressSteps } from '../ui/progressSteps/ProgressSteps.tsx'
import { Screen } from '../ui/screen/Screen.tsx'
import { TopBar } from '../ui/topBar/TopBar.tsx'
import { SaidKey } from './Said.tsx'

interface Props {
  children: ComponentChildren
  title: string
  /** Where the title leads. */
  homeHref: string
  progress?: { current: number; total: number; text: string } | null
  backHref: string
  /** What the main button says and does; none: the screen has its own. */
  next?: { of: string; run: () => void; icon?: 'arrowRight' | 'check' } | undefined
  errors?: readonly FieldError[]
  onEdit?: (() => void) | undefined
  more?: ComponentChildren
  aside?: ComponentChildren
  help?: ComponentChildren
}

/** The frame of a screen that is turned towards a resident and keeps nothing: where we are, back and forward, a person. */
export function ResidentPage(props: Props) {
  const { progress, next, errors = [] } = props
  const { lock } = usePorts()
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TopBar title={props.title} detail={progress?.text} href={props.homeHref}>
          <LanguageSwitch />
          <Button icon="lock" onClick={() => lock.lock('asked')}>
            {t('common:lockNow')}
          </Button>
        </TopBar>
      }
      progress={progress && <ProgressSteps {...progress} />}
      aside={props.aside}
      help={props.help}
      actions={
        <>
          <Button size="big" icon="arrowLeft" href={props.backHref}>
            <SaidKey of="common:back" />
          </Button>
          {next && (
            <Button variant="primary" size="big" type="submit" form="resident" iconAfter={next.icon ?? 'arrowRight'}>
              <SaidKey of={next.of} />
            </Button>
          )}
          {props.more}
        </>
      }
    >
      <ErrorSummary title={t('common:errors.title', { count: errors.length })} errors={errors} />
      <form
        id="resident"
        class="stack"
        noValidate
        autocomplete="off"
        {...onEdited(props.onEdit)}
        onSubmit={(event) => {
          event.preventDefault()
          next?.run()
        }}
      >
        {props.children}
      </form>
    </Screen>
  )
}
