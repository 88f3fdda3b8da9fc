import type { ComponentChildren } from 'preact'
import { cx } from '../cx.ts'
import { Strip } from '../strip/Strip.tsx'
import './screen.css'

interface Props {
  /** A TopBar. */
  top?: ComponentChildren
  /** ProgressSteps, below the top bar. */
  progress?: ComponentChildren
  children: ComponentChildren
  /** A picture beside the words on wide screens, below them on narrow ones. */
  aside?: ComponentChildren
  /** Back on the left, then the one main action: the same place on every screen. */
  actions?: ComponentChildren
  /** The way to a person: at the far end of the same line. */
  help?: ComponentChildren
  /** Text of the link that jumps over the top. */
  skipText: string
}

/** The frame of every page: strip, top, words, picture, actions. */
export function Screen({ top, progress, children, aside, actions, help, skipText }: Props) {
  return (
    <div class="screen">
      <a class="screen__skip" href="#main">
        {skipText}
      </a>
      <Strip />
      <div class="screen__page">
        {top}
        <main id="main" class="screen__main" tabIndex={-1}>
          {progress}
          <div class={cx('screen__body', Boolean(aside) && 'screen__body--aside')}>
            <div class="screen__words stack">{children}</div>
            {aside && <div class="screen__aside">{aside}</div>}
          </div>
          {(actions || help) && (
            <div class="screen__actions">
              {actions}
              {help && <div class="screen__help">{help}</div>}
            </div>
          )}
        </main>
      </div>
    </div>
  )
}
