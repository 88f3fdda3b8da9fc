import './signPicture.css'
import { type SignName, signPaths } from './signPaths.ts'

interface Props {
  /** One to three, in the order in which they are met. */
  signs: readonly SignName[]
  /** The whole picture in one sentence. */
  alt: string
}

/** Large pictograms in place of a phone: things to bring, people to meet, what to stop at. */
export function SignPicture({ signs, alt }: Props) {
  return (
    <div class={`sign-picture sign-picture--${signs.length}`} role="img" aria-label={alt}>
      {signs.map((name, index) => (
        <svg
          // one sign may stand twice, as an old and a new phone do
          key={`${name}-${index}`}
          class={`sign-picture__sign sign-picture__sign--${name}`}
          viewBox="0 0 24 24"
          aria-hidden="true"
          focusable="false"
        >
          {signPaths[name].map((d) => (
            <path key={d} d={d} />
          ))}
        </svg>
      ))}
    </div>
  )
}
