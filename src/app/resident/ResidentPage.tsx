import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { t } from '../i18n/i18n.ts'
import { reader } from '../i18n/reader.ts'
import { usePorts } from '../storage/usePorts.ts'
import { Button } from '../ui/button/Button.tsx'
import { ErrorSummary } from '../ui/errorSummary/ErrorSummary.tsx'
import { onEdited } from '../ui/onEdited.ts'
import { ProgressSteps } from '../ui/progressSteps/ProgressSteps.tsx'
import { Screen } from '../ui/screen/Screen.tsx'
import { TopBar } from '../ui/topBar/TopBar.tsx'
import { ReaderChoice } from './ReaderChoice.tsx'
import { SaidKey } from './Said.tsx'
import { SharedKey, sharedError } from './Shared.tsx'
import { localeUtterance } from './utterances.ts'
import { useVoice } from './voiceContext.ts'

interface Props {
  children: ComponentChildren
  title: string
  /** Where the title leads. */
  homeHref: string
  progress?: { current: number; total: number; text: string } | null
  backHref: string
  /** What the main button says and does; none: the screen has its own. */
  next?: { of: string; run: () => void; icon?: 'arrowRight' | 'check' } | undefined
  /** What has to be looked at again: a field, and a sentence of `locales`. Read aloud to whoever listens. */
  error?: { fieldId: string; of: string } | null
  onEdit?: (() => void) | undefined
  more?: ComponentChildren
  aside?: ComponentChildren
  help?: ComponentChildren
  /** The button that hands this screen to the resident, where that may be. */
  turn?: ComponentChildren
}

/** Who listens hears what is wrong as well; who does not is not startled. */
function useSpokenError(error: Props['error']): void {
  const voice = useVoice()
  useEffect(() => {
    if (!error || !voice.follows.peek()) return
    void voice.say([localeUtterance(error.of)], reader.peek())
  }, [error, voice])
}

/** The frame of a screen that is turned towards a resident and keeps nothing: where we are, back and forward, a person. */
export function ResidentPage(props: Props) {
  const { progress, next, error = null } = props
  const { lock, mayGo } = usePorts()
  useSpokenError(error)
  const errors = error ? [sharedError(error.fieldId, error.of)] : []
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TopBar title={props.title} detail={progress?.text} href={props.homeHref}>
          {props.turn}
          <ReaderChoice />
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
          {mayGo(props.backHref) && (
            <Button size="big" icon="arrowLeft" href={props.backHref}>
              <SaidKey of="common:back" />
            </Button>
          )}
          {next && (
            <Button variant="primary" size="big" type="submit" form="resident" iconAfter={next.icon ?? 'arrowRight'}>
              <SaidKey of={next.of} />
            </Button>
          )}
          {props.more}
        </>
      }
    >
      <ErrorSummary title={<SharedKey of="common:errors.title" values={{ count: errors.length }} />} errors={errors} />
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
