import type { ComponentChildren } from 'preact'
import './printAlone.css'

/** When the page is printed, this is all that comes out of the printer. Inside, `no-print` leaves a thing out. */
export function PrintAlone({ children }: { children: ComponentChildren }) {
  return <div class="print-alone stack">{children}</div>
}
