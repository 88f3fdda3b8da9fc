import type { ComponentChildren } from 'preact'
import './phonePicture.css'

/** A part of the phone's screen, from 0 to 1 of its width and height. */
export interface PhoneArea {
  x: number
  y: number
  width: number
  height: number
}

interface Props {
  /** What stands on top of the phone's screen, e.g. the app's name. */
  title: string
  /** Where to touch, and what is drawn there. */
  touch: PhoneArea
  shape: 'button' | 'field' | 'fields' | 'keys' | 'message'
  /** What is written on the button, or in the message. Never a code, a name or a number of a person. */
  text?: string | undefined
  /** The whole picture in one sentence. */
  alt: string
  /** Said below: a drawing is no screenshot. */
  caption?: ComponentChildren
}

const screen = { x: 10, y: 10, width: 250, height: 480 }
const ringRadius = 38
/** Grey lines that stand for what nobody needs to read; those under the touched part are left out. */
const lines = [
  { y: 86, width: 210 },
  { y: 114, width: 148 },
  { y: 352, width: 210 },
  { y: 380, width: 150 },
  { y: 446, width: 104 },
]
const block = { y: 146, height: 190 }

/** A schematic phone with one ring where the finger goes. */
export function PhonePicture({ title, touch, shape, text, alt, caption }: Props) {
  const area = {
    x: screen.x + touch.x * screen.width,
    y: screen.y + touch.y * screen.height,
    width: touch.width * screen.width,
    height: touch.height * screen.height,
  }
  const free = (y: number, height: number) => y + height + 8 < area.y || y - 8 > area.y + area.height
  // a wide part is touched near its right end, where a thumb is and where the words are not
  const ring = {
    x: Math.min(area.x + area.width * (area.width > 150 ? 0.94 : 0.5), 228),
    y: area.y + area.height * (shape === 'message' || shape === 'keys' ? 0.8 : shape === 'fields' ? 0.25 : 0.5),
  }
  return (
    <figure class="phone-picture">
      <svg viewBox="0 0 270 500" role="img" aria-label={alt} class="phone-picture__svg">
        <rect class="phone-picture__body" width="270" height="500" rx="42" />
        <rect class="phone-picture__screen" {...screen} rx="32" />
        <text class="phone-picture__title" x="135" y="60" text-anchor="middle">
          {title}
        </text>
        {free(block.y, block.height) && <rect class="phone-picture__block" x="30" width="210" {...block} rx="14" />}
        {lines.map(
          (line) =>
            free(line.y, 14) && (
              <rect key={line.y} class="phone-picture__line" x="30" y={line.y} width={line.width} height="14" rx="7" />
            ),
        )}
        {shape === 'button' && <rect class="phone-picture__button" {...area} rx="12" />}
        {shape === 'field' && <rect class="phone-picture__box" {...area} rx="10" />}
        {shape === 'message' && <rect class="phone-picture__block" {...area} rx="16" />}
        {shape === 'fields' &&
          [0, 0.56].map((offset) => (
            <rect
              key={offset}
              class="phone-picture__box"
              x={area.x}
              y={area.y + area.height * offset}
              width={area.width}
              height={area.height * 0.44}
              rx="10"
            />
          ))}
        {shape === 'keys' &&
          Array.from({ length: 12 }, (_, key) => ({ column: key % 3, row: Math.floor(key / 3) })).map(
            ({ column, row }) => (
              <rect
                key={`${column}-${row}`}
                class="phone-picture__block"
                x={area.x + (column * area.width) / 3 + 4}
                y={area.y + (row * area.height) / 4 + 3}
                width={area.width / 3 - 8}
                height={area.height / 4 - 6}
                rx="8"
              />
            ),
          )}
        {text && (shape === 'button' || shape === 'message') && (
          <foreignObject {...area}>
            <p class={`phone-picture__text phone-picture__text--${shape}`}>{text}</p>
          </foreignObject>
        )}
        <circle class="phone-picture__ring-ink" cx={ring.x} cy={ring.y} r={ringRadius - 4} />
        <circle class="phone-picture__ring" cx={ring.x} cy={ring.y} r={ringRadius} />
      </svg>
      {caption && <figcaption class="muted">{caption}</figcaption>}
    </figure>
  )
}
