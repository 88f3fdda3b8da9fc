import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { describedBy, FieldFrame, type FieldTexts } from '../field/FieldFrame.tsx'
import './passwordField.css'

interface Props extends FieldTexts {
  value: string
  /** `new` while a password is being made. */
  purpose: 'current' | 'new'
  showText: string
  hideText: string
  onInput: (value: string) => void
}

/**
 * A password of an officer, on the desk's own machine. A password manager may fill and keep it (WCAG 3.3.8), and it can be
 * looked at: typing Vietnamese with an input method into dots goes wrong too often.
 */
export function PasswordField(props: Props) {
  const { id, value, purpose } = props
  const [shown, setShown] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    // the same box with its cursor and undo history, not another one
    if (box.current) box.current.type = shown ? 'text' : 'password'
  }, [shown])
  return (
    <FieldFrame {...props}>
      <div class="password-field">
        <input
          id={id}
          name={id}
          class="field__box field__box--middle"
          type="password"
          ref={box}
          autocomplete={purpose === 'new' ? 'new-password' : 'current-password'}
          autocapitalize="off"
          autocorrect="off"
          spellcheck={false}
          maxLength={200}
          value={value}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={describedBy(props)}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
        <button
          type="button"
          class="password-field__show"
          aria-pressed={shown}
          aria-controls={id}
          onClick={() => setShown(!shown)}
        >
          {shown ? props.hideText : props.showText}
        </button>
      </div>
    </FieldFrame>
  )
}
