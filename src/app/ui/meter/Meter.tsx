import './meter.css'

interface Props {
  name: string
  value: number
  max: number
  /** The same in words or figures, e.g. "182 / 240". */
  text: string
  tone?: 'go' | 'waiting'
}

/** A named share of a whole. */
export function Meter({ name, value, max, text, tone = 'go' }: Props) {
  return (
    <div class={`meter meter--${tone}`}>
      <p class="meter__words">
        <strong>{name}</strong>
        <span>{text}</span>
      </p>
      <progress class="meter__bar" max={max} value={value} aria-label={`${name}: ${text}`} />
    </div>
  )
}
