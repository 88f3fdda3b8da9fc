import type { ComponentChildren } from 'preact'
import './topBar.css'

interface Props {
  /** Where we are, in words, e.g. the task's name. Not the page's heading. */
  title: string
  /** A smaller second part, e.g. the team. */
  detail?: string | undefined
  /** Makes the title a way home. */
  href?: string | undefined
  children?: ComponentChildren
}

/** The line under the strip: where we are on the left, states and the lock on the right. */
export function TopBar({ title, detail, href, children }: Props) {
  return (
    <header class="top-bar">
      <p class="top-bar__place">
        {href === undefined ? <strong>{title}</strong> : <a href={href}>{title}</a>}
        {detail && <span class="muted">{detail}</span>}
      </p>
      <div class="top-bar__side">{children}</div>
    </header>
  )
}
