import type { ComponentChildren } from 'preact'
import { cx } from '../cx.ts'
import './card.css'

interface Props {
  children: ComponentChildren
  tone?: 'plain' | 'help' | 'attention' | 'done'
}

/** A surface with a line around it; no shadow anywhere. */
export function Card({ children, tone = 'plain' }: Props) {
  return <div class={cx('card', tone !== 'plain' && `card--${tone}`)}>{children}</div>
}
