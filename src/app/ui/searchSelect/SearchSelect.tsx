import { useEffect, useRef, useState } from 'preact/hooks'
import { describedBy, FieldFrame, type FieldTexts } from '../field/FieldFrame.tsx'
import './searchSelect.css'

export interface SearchOption {
  value: string
  label: string
  /** A second line that tells two of the same name apart. */
  detail?: string | undefined
}

interface Props extends FieldTexts {
  /** The label in words, where it is more than words. */
  name?: string | undefined
  /** Best first; called with what is typed. */
  search: (query: string) => readonly SearchOption[]
  chosen: SearchOption | null
  onChoose: (option: SearchOption | null) => void
  /** Said while nothing fits what was typed. */
  noneText: string
  /** Said and shown with the number of matches, e.g. "4 nơi". */
  countText: (count: number) => string
  clearText: string
}

/**
 * A long official list searched by typing. The matches are plain buttons below the box, so that touch, keyboard and
 * readers all reach them the same way; Enter takes the only match. The choice stays visible until it is changed.
 */
export function SearchSelect(props: Props) {
  const { id, chosen, onChoose, label } = props
  const name = props.name ?? (typeof label === 'string' ? label : undefined)
  const [query, setQuery] = useState('')
  const box = useRef<HTMLInputElement>(null)
  const clear = useRef<HTMLButtonElement>(null)
  const moveFocus = useRef(false)
  const searching = query.trim() !== ''
  const options = searching ? props.search(query) : []

  // choosing swaps the box for the choice and back; the focus goes along
  const isChosen = chosen !== null
  useEffect(() => {
    if (!moveFocus.current) return
    moveFocus.current = false
    const next = isChosen ? clear.current : box.current
    next?.focus()
  }, [isChosen])

  function choose(option: SearchOption) {
    setQuery('')
    moveFocus.current = true
    onChoose(option)
  }

  function onKeyDown(event: KeyboardEvent) {
    const only = options.length === 1 ? options[0] : undefined
    if (event.key === 'Enter' && searching) {
      event.preventDefault()
      if (only) choose(only)
    }
    if (event.key === 'Escape') setQuery('')
  }

  if (chosen) {
    return (
      <FieldFrame {...props} hint={undefined}>
        <p class="search-select__chosen">
          <span>
            <strong>{chosen.label}</strong>
            {chosen.detail && <span class="muted"> {chosen.detail}</span>}
          </span>
          <button
            id={id}
            ref={clear}
            type="button"
            class="search-select__clear"
            aria-label={[`${props.clearText}:`, name && `${name},`, chosen.label].filter(Boolean).join(' ')}
            onClick={() => {
              onChoose(null)
              moveFocus.current = true
            }}
          >
            {props.clearText}
          </button>
        </p>
      </FieldFrame>
    )
  }
  return (
    <FieldFrame {...props}>
      <input
        id={id}
        name={id}
        ref={box}
        class="field__box"
        type="text"
        inputMode="search"
        autocomplete="off"
        autocorrect="off"
        spellcheck={false}
        maxLength={100}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describedBy(props)}
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <p class="muted" role="status">
        {!searching ? '' : options.length === 0 ? props.noneText : props.countText(options.length)}
      </p>
      {options.length > 0 && (
        <ul class="search-select__list" aria-label={name}>
          {options.map((option) => (
            <li key={option.value}>
              <button type="button" class="search-select__option" onClick={() => choose(option)}>
                <strong>{option.label}</strong>
                {option.detail && <span class="muted">{option.detail}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </FieldFrame>
  )
}
