import type { ComponentChildren } from 'preact'
import { Icon } from '../icon/Icon.tsx'
import type { IconName } from '../icon/iconPaths.ts'
import './emptyState.css'

interface Props {
  icon: IconName
  title: string
  /** What to do next, in one sentence. */
  text: string
  children?: ComponentChildren
}

/** A list with nothing in it says so and says what comes next. */
export function EmptyState({ icon, title, text, children }: Props) {
  return (
    <div class="empty-state">
      <span class="empty-state__icon">
        <Icon name={icon} size="big" />
      </span>
      <h2>{title}</h2>
      <p class="measure">{text}</p>
      {children}
    </div>
  )
}
