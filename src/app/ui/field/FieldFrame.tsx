import type { ComponentChildren } from 'preact'
import { cx } from '../cx.ts'
import { Icon } from '../icon/Icon.tsx'
import { Title } from '../title/Title.tsx'
import './field.css'

export interface FieldTexts {
  /** Also the anchor that the error summary links to. */
  id: string
  label: ComponentChildren
  /** What to look at or how to write it, in one sentence. Never an example inside the box. */
  hint?: ComponentChildren
  /** A thing worth a second look that does not stop anyone. */
  warning?: string | undefined
  error?: ComponentChildren
  /** `title`: the label is the screen's question (one question a screen). */
  labelAs?: 'label' | 'title'
}

/** Ids of the texts that describe a field, for aria-describedby; undefined when there is none. */
export function describedBy({ id, hint, warning, error }: FieldTexts): string | undefined {
  const ids = [hint && `${id}-hint`, warning && `${id}-warning`, error && `${id}-error`].filter(Boolean)
  return ids.length === 0 ? undefined : ids.join(' ')
}

/** Label, hint, warning and error around one box or one group of boxes, always in this order. */
export function FieldFrame(props: FieldTexts & { children: ComponentChildren; group?: boolean }) {
  const { id, label, hint, warning, error, labelAs = 'label', group, children } = props
  const text = group ? label : <label for={id}>{label}</label>
  const head = labelAs === 'title' ? <Title>{text}</Title> : <span class="field__label">{text}</span>
  const inside = (
    <>
      {group ? <legend class="field__legend">{head}</legend> : head}
      {hint && (
        <p class="field__hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {warning && (
        <p class="field__warning" id={`${id}-warning`}>
          <Icon name="info" /> {warning}
        </p>
      )}
      {error && (
        <p class="field__error" id={`${id}-error`}>
          <Icon name="alert" /> {error}
        </p>
      )}
      {children}
    </>
  )
  const name = cx('field', Boolean(error) && 'field--error', labelAs === 'title' && 'field--question')
  return group ? (
    <fieldset class={name} aria-describedby={describedBy(props)}>
      {inside}
    </fieldset>
  ) : (
    <div class={name}>{inside}</div>
  )
}
