import '../icon/icon.css'
import { type SignName, signPaths } from './signPaths.ts'

/** A pictogram of a guide beside its name. It says nothing by itself, so readers skip it. */
export function Sign({ name }: { name: SignName }) {
  return (
    <svg class="icon icon--big" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {signPaths[name].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  )
}
