import { frontKey } from './dropFront.ts'
import { type FrontPicture, takePicture } from './frontPicture.ts'

/** The script of the build that runs here; in development there is no front. */
const ownScript = () => document.querySelector('head > script[type="module"][src^="/assets/"]')?.getAttribute('src')

/** Keeps a picture of the home for the next start (`front.ts`). `opening` as in `FrontPicture`. */
export function rememberFront(home: Element, opening: string): void {
  const script = ownScript()
  const page = takePicture(home)
  if (!script || page === null) return
  const picture: FrontPicture = { script, title: document.title, opening, page }
  try {
    localStorage.setItem(frontKey, JSON.stringify(picture))
  } catch {
    // no room, or forbidden: the next start is slower, nothing else
  }
}
