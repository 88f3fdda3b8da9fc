import type { ComponentChildren } from 'preact'
import './fold.css'

interface Props {
  /** What is inside, e.g. "Xem 12 lần ghi trước đó". */
  title: string
  children: ComponentChildren
}

/** What most readers do not need, one tap away; the browser's own find opens it where it can. */
export function Fold({ title, children }: Props) {
  return (
    <details class="fold">
      <summary>{title}</summary>
      <div class="fold__inside">{children}</div>
    </details>
  )
}
