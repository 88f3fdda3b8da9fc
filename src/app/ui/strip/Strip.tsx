import { useId } from 'preact/hooks'
import './strip.css'

/** The woven lozenge band on top of every page: the one ornament (look.md). It says nothing, so it is hidden from readers. */
export function Strip() {
  const id = useId()
  return (
    <svg class="strip" aria-hidden="true" focusable="false">
      <defs>
        <pattern id={id} width="20" height="14" patternUnits="userSpaceOnUse">
          <path class="strip__ground" d="M0 0h20v14H0z" />
          <path class="strip__knot" d="M10 0l7 7-7 7-7-7zM0 5.500l1.500 1.500L0 8.500zM20 5.500v3L18.500 7z" />
          <path class="strip__eye" d="M10 3.800l3.200 3.200-3.200 3.200L6.800 7z" />
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  )
}
