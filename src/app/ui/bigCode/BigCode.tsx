import type { ComponentChildren } from 'preact'
import './bigCode.css'

interface Props {
  label: ComponentChildren
  code: string
}

/** A code large enough to copy by hand across a table. Readers hear it character by character. */
export function BigCode({ label, code }: Props) {
  const groups = [...code.matchAll(/[^-\s]+|-/g)]
  return (
    <figure class="big-code">
      <figcaption>{label}</figcaption>
      <output class="big-code__code" aria-label={[...code.replace(/\s/g, '')].join(' ')}>
        {groups.map(({ 0: group, index }) => (
          <span key={index} class={group === '-' ? 'big-code__dash' : 'big-code__group'} aria-hidden="true">
            {group}
          </span>
        ))}
      </output>
    </figure>
  )
}
