import type { ComponentChildren } from 'preact'
import './card.css'

interface Props {
  title: string
  href: string
  /** Language of the title when it is a person's name or the like. */
  detail?: ComponentChildren
  /** A sentence in the middle on wide screens, below on narrow ones. */
  state?: string | undefined
  /** What stands before the title: a number, an initial, a pictogram. */
  mark?: ComponentChildren
  /** `attention` draws the mark in the colour of warnings; the tag says it in words. */
  tone?: 'plain' | 'attention'
  tag?: ComponentChildren
}

/** One line of a list of work: the whole line is the link. */
export function Row({ title, href, detail, state, mark, tag, tone = 'plain' }: Props) {
  return (
    <div class="row-room">
      <a class="row" href={href}>
        {mark !== undefined && (
          <span class={`row__mark row__mark--${tone}`} aria-hidden="true">
            {mark}
          </span>
        )}
        <span class="row__main">
          <strong class="row__title">{title}</strong>
          {detail && <span class="row__detail">{detail}</span>}
        </span>
        {state && <span class="row__state">{state}</span>}
        {tag && <span class="row__tag">{tag}</span>}
      </a>
    </div>
  )
}
