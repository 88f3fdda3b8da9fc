import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import './errorSummary.css'

export interface FieldError {
  fieldId: string
  text: string
  /** The same as it is drawn, where it is more than words. */
  shown?: ComponentChildren
}

interface Props {
  title: ComponentChildren
  errors: readonly FieldError[]
}

/** All that is wrong, once, on top; takes focus when it appears or changes, and each line leads to its field. */
export function ErrorSummary({ title, errors }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const key = errors.map((error) => `${error.fieldId}:${error.text}`).join('|')
  useEffect(() => {
    if (key !== '') box.current?.focus()
  }, [key])
  if (errors.length === 0) return null
  return (
    <div class="error-summary" role="alert" tabIndex={-1} ref={box}>
      <h2>{title}</h2>
      <ul>
        {errors.map((error) => (
          <li key={error.fieldId}>
            <a
              href={`#${error.fieldId}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(error.fieldId)?.focus()
              }}
            >
              {error.shown ?? error.text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
