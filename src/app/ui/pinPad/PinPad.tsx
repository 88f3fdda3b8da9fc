import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../icon/Icon.tsx'
import './pinPad.css'

interface Props {
  /** How many digits make it complete. */
  length: number
  disabled?: boolean
  /** Name of the pad, e.g. "Mã PIN". */
  label: string
  eraseText: string
  openText: string
  /** "Đã bấm 3 số": announced, never the digits themselves. */
  enteredText: (count: number) => string
  /** Called once with all digits; the pad empties itself. */
  onEnter: (pin: string) => void
}

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const

/** Large keys for a PIN. The digits live in memory only: never in the document, an input or a label. */
export function PinPad({ length, disabled = false, label, eraseText, openText, enteredText, onEnter }: Props) {
  const [pin, setPin] = useState('')
  const state = useRef({ pin, disabled })
  state.current = { pin, disabled }

  function press(digit: string) {
    if (!state.current.disabled && state.current.pin.length < length) setPin(state.current.pin + digit)
  }
  function erase() {
    setPin(state.current.pin.slice(0, -1))
  }
  function enter() {
    const whole = state.current.pin
    if (state.current.disabled || whole.length < length) return
    setPin('')
    onEnter(whole)
  }
  const acts = useRef({ press, erase, enter })
  acts.current = { press, erase, enter }

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const inField = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, dialog')
      if (inField) return
      if (/^[0-9]$/.test(event.key)) acts.current.press(event.key)
      else if (event.key === 'Backspace') acts.current.erase()
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) acts.current.enter()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  return (
    <fieldset class="pin-pad">
      <legend class="hidden-text">{label}</legend>
      <div class="pin-pad__dots" aria-hidden="true">
        {Array.from({ length }, (_, index) => (
          <span key={index} class={index < pin.length ? 'pin-pad__dot pin-pad__dot--on' : 'pin-pad__dot'} />
        ))}
      </div>
      <p class="hidden-text" role="status">
        {enteredText(pin.length)}
      </p>
      <div class="pin-pad__keys">
        {keys.map((digit) => (
          <button key={digit} type="button" class="pin-pad__key" disabled={disabled} onClick={() => press(digit)}>
            {digit}
          </button>
        ))}
        <button type="button" class="pin-pad__key pin-pad__key--word" disabled={disabled} onClick={erase}>
          <Icon name="erase" /> {eraseText}
        </button>
        <button type="button" class="pin-pad__key" disabled={disabled} onClick={() => press('0')}>
          0
        </button>
        <button
          type="button"
          class="pin-pad__key pin-pad__key--word pin-pad__key--open"
          disabled={disabled || pin.length < length}
          onClick={enter}
        >
          {openText}
        </button>
      </div>
    </fieldset>
  )
}
