import './figure.css'

interface Props {
  name: string
  /** The figure itself, already in the reader's language. */
  value: string
  hint?: string | undefined
}

/** One figure with its name, as on a board. Several stand in a `figures` list. */
export function Figure({ name, value, hint }: Props) {
  return (
    <div class="figure">
      <dt>{name}</dt>
      <dd class="figure__value">{value}</dd>
      {hint && <dd class="muted">{hint}</dd>}
    </div>
  )
}
