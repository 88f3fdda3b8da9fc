import { cx } from '../cx.ts'
import { FieldFrame, type FieldTexts } from '../field/FieldFrame.tsx'
import './dateField.css'

/** What was typed, unread: three strings, each may be empty. */
export interface DateParts {
  day: string
  month: string
  year: string
}

interface Props extends FieldTexts {
  value: DateParts
  /** Words above the three boxes. */
  parts: DateParts
  onInput: (value: DateParts) => void
  onBlur?: (() => void) | undefined
}

const boxes = [
  { part: 'day', length: 2 },
  { part: 'month', length: 2 },
  { part: 'year', length: 4 },
] as const

/** A date typed as three numbers. An unknown day or month is an empty box; what that means is the caller's rule. */
export function DateField(props: Props) {
  const { id, value, parts, error } = props
  return (
    <FieldFrame {...props} group>
      <div class="date-field">
        {boxes.map(({ part, length }) => (
          <label key={part} class="date-field__part" for={part === 'day' ? id : `${id}-${part}`}>
            <span>{parts[part]}</span>
            <input
              id={part === 'day' ? id : `${id}-${part}`}
              name={`${id}-${part}`}
              class={cx('field__box field__box--figures', `date-field__box--${part}`)}
              type="text"
              inputMode="numeric"
              autocomplete="off"
              maxLength={length}
              value={value[part]}
              aria-invalid={error ? 'true' : undefined}
              onInput={(event) => props.onInput({ ...value, [part]: event.currentTarget.value.replace(/\D/g, '') })}
              onBlur={props.onBlur}
            />
          </label>
        ))}
      </div>
    </FieldFrame>
  )
}
