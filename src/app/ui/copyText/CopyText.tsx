import { useRef, useState } from 'preact/hooks'
import { Button } from '../button/Button.tsx'
import './copyText.css'

interface Props {
  id: string
  label: string
  text: string
  copyText: string
  copiedText: string
  /** Said where the browser does not let a page copy: the text is then marked, ready for Ctrl+C. */
  markedText: string
}

/** A text to carry elsewhere, with a button that copies it. */
export function CopyText({ id, label, text, copyText, copiedText, markedText }: Props) {
  const box = useRef<HTMLInputElement>(null)
  const [said, setSaid] = useState('')

  async function copy() {
    box.current?.select()
    try {
      await navigator.clipboard.writeText(text)
      setSaid(copiedText)
    } catch {
      // no clipboard outside HTTPS, or it was not allowed
      box.current?.focus()
      setSaid(markedText)
    }
  }

  return (
    <div class="copy-text">
      <label class="copy-text__label" for={id}>
        {label}
      </label>
      <div class="copy-text__line">
        <input
          id={id}
          class="field__box copy-text__box"
          type="text"
          readOnly
          autocomplete="off"
          spellcheck={false}
          value={text}
          ref={box}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button onClick={() => void copy()}>{copyText}</Button>
      </div>
      <p class="muted" role="status">
        {said}
      </p>
    </div>
  )
}
