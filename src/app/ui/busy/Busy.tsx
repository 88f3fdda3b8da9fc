import './busy.css'

interface Props {
  /** What is going on, in words; a spinner alone tells nobody anything. */
  text: string
  /** 0 to 1 when it is known. */
  share?: number | undefined
}

/** The machine is at work. Appears only where the reader has to wait. */
export function Busy({ text, share }: Props) {
  return (
    <div class="busy" role="status">
      <p>{text}</p>
      <progress class="busy__bar" max={1} value={share} aria-label={text} />
    </div>
  )
}
