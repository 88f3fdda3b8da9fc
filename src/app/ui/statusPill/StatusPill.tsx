import type { ComponentChildren } from 'preact'
import './statusPill.css'

interface Props {
  /** The dot's colour repeats what the words say; nothing depends on it alone. */
  tone: 'done' | 'waiting' | 'attention' | 'plain'
  /** A whole sentence, e.g. "7 việc chờ gửi". */
  text: ComponentChildren
  href?: string | undefined
  /** Announce changes politely; off for a pill that never changes. */
  live?: boolean
}

/**
 * A state, said as a sentence with a dot before it. The live region stands around the link and not inside it: readers take
 * no name for a link out of a live region, and the link would have none.
 */
export function StatusPill({ tone, text, href, live = false }: Props) {
  const inside = (
    <>
      {tone !== 'plain' && <span class={`status-pill__dot status-pill__dot--${tone}`} />}
      <span>{text}</span>
    </>
  )
  const pill =
    href === undefined ? (
      <span class="status-pill">{inside}</span>
    ) : (
      <a class="status-pill status-pill--link" href={href}>
        {inside}
      </a>
    )
  return live ? <div role="status">{pill}</div> : pill
}
