import { cx } from '../cx.ts'
import './progressSteps.css'

interface Props {
  /** From 1. */
  current: number
  total: number
  /** How much of the current one is behind, 0 to 1. */
  within?: number
  /** The same in words, e.g. "Bước 4 / 8". */
  text: string
}

/** How far we are: done, here, still to come. */
export function ProgressSteps({ current, total, within = 1, text }: Props) {
  return (
    <div class="progress-steps" role="img" aria-label={text}>
      {Array.from({ length: total }, (_, index) => (
        <span
          key={index}
          class={cx(
            'progress-steps__step',
            index + 1 < current && 'progress-steps__step--done',
            index + 1 === current && 'progress-steps__step--here',
          )}
          style={index + 1 === current ? { '--within': `${Math.round(within * 100)}%` } : undefined}
        />
      ))}
    </div>
  )
}
