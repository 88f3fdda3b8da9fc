import { cx } from '../cx.ts'
import { describedBy, FieldFrame, type FieldTexts } from '../field/FieldFrame.tsx'

interface Props extends FieldTexts {
  value: string
  /** Which keyboard a tablet shows. */
  keyboard?: 'text' | 'numeric' | 'tel' | 'search'
  width?: 'whole' | 'middle' | 'short'
  maxLength?: number
  /** Language of what is typed, for the keyboard's dictionary and for readers. */
  lang?: string
  spellCheck?: boolean
  /** Signs to be compared one by one: capitals, each as wide as the other, thirty to a line. */
  signs?: boolean
  onInput: (value: string) => void
  onBlur?: (() => void) | undefined
}

/**
 * One line of text. `autocomplete="off"` always: the tablet is shared, and Chrome wrote what was typed into a field
 * without it to its own Sessions file (security-sync §0.5).
 */
export function TextField(props: Props) {
  const { id, value, keyboard = 'text', width = 'whole', maxLength = 200 } = props
  return (
    <FieldFrame {...props}>
      <input
        id={id}
        name={id}
        class={cx(
          'field__box',
          `field__box--${width}`,
          keyboard !== 'text' && 'field__box--figures',
          props.signs && 'field__box--signs',
        )}
        type="text"
        inputMode={keyboard}
        autocomplete="off"
        autocorrect="off"
        autocapitalize={props.signs ? 'characters' : keyboard === 'text' ? 'words' : 'off'}
        spellcheck={props.spellCheck ?? false}
        maxLength={maxLength}
        lang={props.lang}
        value={value}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        onBlur={props.onBlur}
      />
    </FieldFrame>
  )
}
