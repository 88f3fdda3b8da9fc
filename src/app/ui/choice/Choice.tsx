import type { ComponentChildren } from 'preact'
import { cx } from '../cx.ts'
import { describedBy, FieldFrame, type FieldTexts } from '../field/FieldFrame.tsx'
import './choice.css'

export interface ChoiceOption {
  value: string
  label: ComponentChildren
  hint?: string | undefined
  /** Language of the label when it is not the page's, e.g. a language's own name. */
  lang?: string | undefined
}

interface Props extends FieldTexts {
  options: readonly ChoiceOption[]
  /** '' while nothing is chosen; nothing is ever chosen beforehand. */
  value: string
  columns?: 1 | 2 | 3
  onChange: (value: string) => void
}

/** One answer out of a few, as big cards that are radio buttons. */
export function Choice(props: Props) {
  const { id, options, value, columns = 1 } = props
  return (
    <FieldFrame {...props} group>
      <div class={`choice choice--${columns}`}>
        {options.map((option, index) => {
          const own = index === 0 ? id : `${id}-${option.value}`
          const hintId = option.hint ? `${own}-about` : undefined
          return (
            <div key={option.value} class={cx('choice__card', option.value === value && 'choice__card--on')}>
              <input
                id={own}
                class="choice__input"
                type="radio"
                name={id}
                value={option.value}
                checked={option.value === value}
                aria-describedby={[hintId, describedBy(props)].filter(Boolean).join(' ') || undefined}
                onChange={() => props.onChange(option.value)}
              />
              <label class="choice__label" for={own} lang={option.lang}>
                <span>{option.label}</span>
                {option.hint && (
                  <span class="choice__hint" id={hintId}>
                    {option.hint}
                  </span>
                )}
              </label>
            </div>
          )
        })}
      </div>
    </FieldFrame>
  )
}
