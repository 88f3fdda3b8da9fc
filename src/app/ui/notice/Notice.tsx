import type { ComponentChildren } from 'preact'
import './notice.css'

interface Props {
  tone: 'warning' | 'help' | 'done' | 'info'
  /** The first words, strong. */
  title?: ComponentChildren
  children?: ComponentChildren
  /** Announce it when it appears on its own, e.g. a remedy after two failed tries. */
  live?: boolean
}

/** A box that stands out from the text: a warning, a way out, good news. */
export function Notice({ tone, title, children, live }: Props) {
  return (
    <div class={`notice notice--${tone}`} role={live ? 'status' : undefined}>
      {title && <strong>{title}</strong>}
      {title && ' '}
      {children}
    </div>
  )
}
