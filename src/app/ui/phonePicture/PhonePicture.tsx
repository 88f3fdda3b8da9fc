import './phonePicture.css'

/** Where on the phone to look: the ring is drawn there. */
export type PhoneSpot = 'title' | 'message' | 'field' | 'secondField' | 'button' | 'corner' | 'middle'

interface Props {
  /** What stands on top of the phone's screen, e.g. the app's name. */
  title: string
  /** What is written on the button to touch; none: the button is drawn empty. */
  buttonText?: string | undefined
  /** A text bubble, for a step that waits for a message. */
  messageText?: string | undefined
  spot: PhoneSpot
  /** The whole picture in one sentence. */
  alt: string
  /** Said below: a drawing is no screenshot. */
  caption?: string | undefined
}

const spots: Record<PhoneSpot, { x: number; y: number }> = {
  title: { x: 135, y: 54 },
  message: { x: 212, y: 206 },
  field: { x: 220, y: 145 },
  secondField: { x: 220, y: 225 },
  button: { x: 224, y: 396 },
  corner: { x: 226, y: 58 },
  middle: { x: 135, y: 250 },
}

/** A schematic phone with one ring where the finger goes. It never shows a code, a name or a number. */
export function PhonePicture({ title, buttonText, messageText, spot, alt, caption }: Props) {
  const ring = spots[spot]
  const fields = spot === 'field' || spot === 'secondField'
  return (
    <figure class="phone-picture">
      <svg viewBox="0 0 270 500" role="img" aria-label={alt} class="phone-picture__svg">
        <rect class="phone-picture__body" width="270" height="500" rx="42" />
        <rect class="phone-picture__screen" x="10" y="10" width="250" height="480" rx="32" />
        <text class="phone-picture__title" x="135" y="60" text-anchor="middle">
          {title}
        </text>
        {messageText ? (
          <>
            <rect class="phone-picture__block" x="30" y="100" width="210" height="140" rx="16" />
            <foreignObject x="44" y="112" width="182" height="118">
              <p class="phone-picture__message">{messageText}</p>
            </foreignObject>
          </>
        ) : fields ? (
          <>
            <rect class="phone-picture__line" x="30" y="95" width="120" height="12" rx="6" />
            <rect class="phone-picture__box" x="31" y="120" width="208" height="48" rx="10" />
            <rect class="phone-picture__line" x="30" y="182" width="150" height="12" rx="6" />
            <rect class="phone-picture__box" x="31" y="202" width="208" height="48" rx="10" />
            <rect class="phone-picture__line" x="30" y="280" width="210" height="14" rx="7" />
          </>
        ) : (
          <>
            <rect class="phone-picture__line" x="30" y="82" width="210" height="14" rx="7" />
            <rect class="phone-picture__line" x="30" y="110" width="148" height="14" rx="7" />
            <rect class="phone-picture__block" x="30" y="138" width="210" height="200" rx="14" />
          </>
        )}
        <rect class="phone-picture__line" x="30" y="352" width="210" height="14" rx="7" />
        <rect class="phone-picture__button" x="30" y="380" width="210" height="52" rx="12" />
        {buttonText && (
          <foreignObject x="34" y="380" width="202" height="52">
            <p class="phone-picture__button-text">{buttonText}</p>
          </foreignObject>
        )}
        <rect class="phone-picture__line" x="83" y="448" width="104" height="14" rx="7" />
        <circle class="phone-picture__ring-ink" cx={ring.x} cy={ring.y} r="36" />
        <circle class="phone-picture__ring" cx={ring.x} cy={ring.y} r="38" />
      </svg>
      {caption && <figcaption class="muted">{caption}</figcaption>}
    </figure>
  )
}
