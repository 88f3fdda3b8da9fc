import { useEffect, useState } from 'preact/hooks'
import './qrCode.css'

interface Props {
  text: string
  /** What a camera finds behind it, for who cannot see it. */
  label: string
}

/** Light around it, in modules: cameras need it to find the edges. */
const quiet = 4

/** A text as squares that a tablet's camera reads off this screen. Its encoder comes as a chunk of its own. */
export function QrCode({ text, label }: Props) {
  const [rows, setRows] = useState<readonly (readonly boolean[])[]>([])
  useEffect(() => {
    let here = true
    void import('uqr').then(({ encode }) => {
      if (here) setRows(encode(text, { ecc: 'M', border: quiet }).data)
    })
    return () => {
      here = false
    }
  }, [text])
  const dark = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg class="qr-code" role="img" aria-label={label} viewBox={`0 0 ${rows.length || 1} ${rows.length || 1}`}>
      <rect class="qr-code__light" width="100%" height="100%" />
      <path class="qr-code__dark" d={dark.join('')} shape-rendering="crispEdges" />
    </svg>
  )
}
