import './card.css'

interface Props {
  text: string
  tone: 'done' | 'waiting' | 'attention' | 'plain'
}

/** A short state in words. The colour repeats it, it never stands alone. */
export function Tag({ text, tone }: Props) {
  return <span class={`tag tag--${tone}`}>{text}</span>
}
