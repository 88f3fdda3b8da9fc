import type { ComponentChildren } from 'preact'
import './summaryList.css'

export interface SummaryRow {
  id: string
  name: ComponentChildren
  value: ComponentChildren
  /** The screen where this answer is changed. */
  href?: string | undefined
  /** Anchor of the link, for an error summary. */
  linkId?: string | undefined
  /** "Sửa họ tên": the link alone must make sense. */
  changeLabel?: string | undefined
  /** Something to look at again before it goes. */
  problem?: ComponentChildren
}

interface Props {
  rows: readonly SummaryRow[]
  changeText: ComponentChildren
}

/** Check your answers: name, answer, a way to change it. */
export function SummaryList({ rows, changeText }: Props) {
  return (
    <dl class="summary-list">
      {rows.map((row) => (
        <div key={row.id} class="summary-list__row">
          <dt>{row.name}</dt>
          <dd class="summary-list__value">
            {row.value}
            {row.problem && <span class="summary-list__problem">{row.problem}</span>}
          </dd>
          {row.href && (
            <dd class="summary-list__change">
              <a href={row.href} id={row.linkId} aria-label={row.changeLabel}>
                {changeText}
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
