import { useId } from 'preact/hooks'
import { Button } from '../../ui/button/Button.tsx'
import type { IconName } from '../../ui/icon/iconPaths.ts'

interface Props<V extends string> {
  title: string
  titleHidden?: boolean
  options: readonly { value: V; text: string; icon?: IconName }[]
  /** '' while nothing is chosen */
  value: V | ''
  onTap: (value: V) => void
}

/** A few big answers side by side: one tap says it, and what was said shows. */
export function Taps<V extends string>({ title, titleHidden, options, value, onTap }: Props<V>) {
  const id = useId()
  return (
    <section class="stack stack--tight" aria-labelledby={id}>
      {/* no heading: it stands under several, of different depth */}
      <p id={id} class={titleHidden ? 'hidden-text' : undefined}>
        <strong>{title}</strong>
      </p>
      <div class="round__answers">
        {options.map(({ value: one, text, icon }) => (
          <Button
            key={one}
            icon={one === value ? 'check' : icon}
            pressed={one === value}
            label={titleHidden ? `${title}: ${text}` : undefined}
            onClick={() => onTap(one)}
          >
            {text}
          </Button>
        ))}
      </div>
    </section>
  )
}
