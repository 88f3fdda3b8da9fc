import type { ComponentChildren } from 'preact'
import { t } from '../i18n/i18n.ts'
import { LanguageSwitch } from '../i18n/LanguageSwitch.tsx'
import { DraftNote } from '../resident/ReaderNote.tsx'
import { SharedKey } from '../resident/Shared.tsx'
import type { DraftWork } from '../storage/useDraft.ts'
import { usePorts } from '../storage/usePorts.ts'
import { Button } from '../ui/button/Button.tsx'
import { ErrorSummary, type FieldError } from '../ui/errorSummary/ErrorSummary.tsx'
import { Notice } from '../ui/notice/Notice.tsx'
import { onEdited } from '../ui/onEdited.ts'
import { ProgressSteps } from '../ui/progressSteps/ProgressSteps.tsx'
import { SaveState } from '../ui/saveState/SaveState.tsx'
import { Screen } from '../ui/screen/Screen.tsx'
import { TopBar } from '../ui/topBar/TopBar.tsx'
import { DiskFullNote } from './DiskFullNote.tsx'

/** How far: a fixed number of parts, so that no count jumps with an answer, and how much of this part is behind. */
export interface Progress {
  /** from 1 */
  part: number
  parts: number
  /** 0 to 1, within the part */
  within: number
  /** the same in words */
  text: string
}

interface Props {
  children: ComponentChildren
  /** What is being filled in. */
  task: string
  work: DraftWork
  /** null on a screen beside the way. */
  progress: Progress | null
  errors?: readonly FieldError[]
  /** Something was typed or chosen: errors that it may have mended are taken away. */
  onEdit?: (() => void) | undefined
  /** Where "Quay lại" leads. */
  backHref: string
  /** What the main button says and does; none: the screen has its own. */
  nextText?: ComponentChildren
  onNext?: (() => void) | undefined
  nextIcon?: 'arrowRight' | 'check' | undefined
  /** Beside the main button. */
  more?: ComponentChildren
  aside?: ComponentChildren
  /** The screen says by itself that it shows drafts. */
  hasNote?: boolean
  /** The way to a person. */
  help?: ComponentChildren
  /** The button that hands this screen to the resident, where that may be. */
  turn?: ComponentChildren
  /** In place of the language of the helper's screens, where the resident's is chosen. */
  language?: ComponentChildren
}

/** The frame of every screen that fills a draft: where we are, whether it is saved, errors on top, back and forward below. */
export function DraftPage(props: Props) {
  const { work, progress, errors = [] } = props
  const { lock, holder, mayGo } = usePorts()
  const isResidents = holder !== 'volunteer'
  // a helper's screens are in the helper's words
  const say = (key: string) => (isResidents ? <SharedKey of={key} /> : t(key))
  return (
    <Screen
      skipText={t('common:skip')}
      top={
        <TopBar title={props.task} detail={progress?.text} href="/field">
          <SavedMark work={work} />
          {props.turn}
          {props.language ?? <LanguageSwitch />}
          <Button icon="lock" onClick={() => void work.flush().finally(() => lock.lock('asked'))}>
            {t('common:lockNow')}
          </Button>
        </TopBar>
      }
      progress={
        progress && (
          <ProgressSteps current={progress.part} total={progress.parts} within={progress.within} text={progress.text} />
        )
      }
      aside={props.aside}
      help={props.help}
      actions={
        <>
          {mayGo(props.backHref) && (
            <Button size="big" icon="arrowLeft" href={props.backHref}>
              {say('common:back')}
            </Button>
          )}
          {props.onNext && (
            <Button
              variant="primary"
              size="big"
              type="submit"
              form="question"
              iconAfter={props.nextIcon ?? 'arrowRight'}
            >
              {props.nextText ?? say('common:next')}
            </Button>
          )}
          {props.more}
        </>
      }
    >
      {/* the desk's words are for the volunteer */}
      {work.draft.returnNote !== null && holder === 'volunteer' && (
        <Notice tone="help" title={t('common:returned')}>
          {work.draft.returnNote}
        </Notice>
      )}
      {work.status.kind === 'failed' && work.status.code === 'disk-full' && <DiskFullNote unsaved />}
      <ErrorSummary title={t('common:errors.title', { count: errors.length })} errors={errors} />
      {isResidents && !props.hasNote && <DraftNote of="common:next" />}
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

function SavedMark({ work }: { work: DraftWork }) {
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
