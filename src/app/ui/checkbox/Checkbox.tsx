import type { ComponentChildren } from 'preact'
import { cx } from '../cx.ts'
import './checkbox.css'

interface Props {
  id: string
  label: ComponentChildren
  hint?: string | undefined
  error?: ComponentChildren
  checked: boolean
  onChange: (checked: boolean) => void
}

/** One thing that is so or not. Never ticked beforehand: silence is no consent (facts §6). */
export function Checkbox({ id, label, hint, error, checked, onChange }: Props) {
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <div class={cx('field', Boolean(error) && 'field--error')}>
      {error && (
        <p class="field__error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <div class={cx('checkbox', checked && 'checkbox--on')}>
        <input
          id={id}
          class="checkbox__input"
          type="checkbox"
          checked={checked}
          aria-describedby={about}
          aria-invalid={error ? 'true' : undefined}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <label class="checkbox__label" for={id}>
          <span>{label}</span>
          {hint && (
            <span class="checkbox__hint" id={`${id}-hint`}>
              {hint}
            </span>
          )}
        </label>
      </div>
    </div>
  )
}
