import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { OwnTopBar, type TopPlace } from './ownTopBar.ts'
import './topBar.css'

interface Props extends TopPlace {
  children?: ComponentChildren
}

/** The line under the strip: where we are on the left, states and the lock on the right. */
export function TopBar({ children, ...place }: Props) {
  const Own = useContext(OwnTopBar)
  return Own ? <Own {...place} /> : <TopLine {...place}>{children}</TopLine>
}

/** As `TopBar`, whatever the shell puts in its place: for what it puts there. */
export function TopLine({ title, detail, href, children }: Props) {
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
