import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { cx } from '../cx.ts'
import { Icon } from '../icon/Icon.tsx'
import './fileChoice.css'

interface Props {
  id: string
  /** What to tap: "Chọn tệp". */
  text: ComponentChildren
  /** What belongs here, under the button. */
  hint: ComponentChildren
  /** Endings and types that the browser offers first, as `accept` has them. */
  accept: string
  several?: boolean
  disabled?: boolean
  onFiles(files: readonly File[]): void
}

/** Files to choose, or to drop here. */
export function FileChoice({ id, text, hint, accept, several = false, disabled = false, onFiles }: Props) {
  const [over, setOver] = useState(false)
  return (
    <fieldset
      class={cx('file-choice', over && 'file-choice--over')}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(!disabled)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const dropped = [...(event.dataTransfer?.files ?? [])]
        if (!disabled && dropped.length > 0) onFiles(several ? dropped : dropped.slice(0, 1))
      }}
    >
      <label class="button button--plain file-choice__label">
        <Icon name="document" />
        <span>{text}</span>
        <input
          id={id}
          class="file-choice__input"
          type="file"
          accept={accept}
          multiple={several}
          disabled={disabled}
          aria-describedby={`${id}-hint`}
          onChange={({ currentTarget }) => {
            const chosen = [...(currentTarget.files ?? [])]
            // the same one again is a new choice
            currentTarget.value = ''
            if (chosen.length > 0) onFiles(chosen)
          }}
        />
      </label>
      <p class="muted" id={`${id}-hint`}>
        {hint}
      </p>
    </fieldset>
  )
}
