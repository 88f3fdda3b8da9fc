import './icon.css'
import { type IconName, iconPaths } from './iconPaths.ts'

interface Props {
  name: IconName
  /** Size by text: `text` grows with the line, `big` is the kiosk tile's. */
  size?: 'text' | 'big'
}

/** A pictogram beside words. It says nothing by itself (look.md: "Never a bare icon"), so readers skip it. */
export function Icon({ name, size = 'text' }: Props) {
  return (
    <svg class={`icon icon--${size}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {iconPaths[name].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  )
}
