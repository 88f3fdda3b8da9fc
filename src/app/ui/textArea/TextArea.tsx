import { describedBy, FieldFrame, type FieldTexts } from '../field/FieldFrame.tsx'
import './textArea.css'

interface Props extends FieldTexts {
  value: string
  rows?: number
  maxLength?: number
  onInput: (value: string) => void
  onBlur?: (() => void) | undefined
}

/** Several lines of text; grows with what is typed where the browser can. */
export function TextArea(props: Props) {
  const { id, value, rows = 3, maxLength = 500 } = props
  return (
    <FieldFrame {...props}>
      <textarea
        id={id}
        name={id}
        class="field__box text-area"
        rows={rows}
        style={{ '--rows': rows }}
        maxLength={maxLength}
        inputMode="text"
        autocomplete="off"
        spellcheck={false}
        value={value}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onBlur={props.onBlur}
      />
    </FieldFrame>
  )
}
