import { applyTextScale } from '../textScale.ts'
import { applyTheme } from '../theme.ts'
import { dropFront } from './dropFront.ts'
import { drawPicture, type StoredPicture, storedPicture, touchable } from './frontPicture.ts'

/*
 * The first script of the tablet's page, classic and small (vite.config.ts, `frontFirst`): everywhere it lets the app in at once;
 * on a kiosk it first draws the home as it last was, so that who comes up to it sees it before the app was read from the disk.
 */

const idOfCode = 'app-code'
/** The app that does not come: the page is then as it would be without a picture. */
const longestMs = 30_000
/** A frame that was drawn is on the glass by then. */
const shownMs = 50

function letAppIn(code: HTMLTemplateElement): void {
  document.head.append(code.content.cloneNode(true))
}

/** What was touched last is noted, and done by the app as soon as it is there (`leaveFront`). */
function noteTouches(front: HTMLElement, opening: string): void {
  front.addEventListener('click', (event) => {
    event.preventDefault()
    const { target } = event
    const touched = touchable(front).find((one) => target instanceof Node && one.contains(target))
    if (!touched) return
    front.querySelector('[data-opening]')?.remove()
    for (const before of front.querySelectorAll('[data-touched]')) before.removeAttribute('data-touched')
    touched.dataset.touched = ''
    const words = document.createElement('span')
    words.dataset.opening = ''
    words.setAttribute('role', 'status')
    words.textContent = opening
    touched.append(words)
  })
}

/** @returns what is to be drawn after the first paint; null when nothing could be drawn */
function showFront(picture: StoredPicture): (() => void)[] | null {
  const app = document.getElementById('app')
  if (!app) return null
  const front = document.createElement('div')
  const later: (() => void)[] = []
  front.id = 'front'
  try {
    front.append(drawPicture(picture.page, later))
  } catch {
    return null
  }
  document.title = picture.title
  document.documentElement.dataset.place = 'kiosk'
  applyTheme()
  applyTextScale()
  noteTouches(front, picture.opening)
  app.hidden = true
  app.before(front)
  setTimeout(dropFront, longestMs)
  return later
}

/** Runs `work` once what is on the page now was painted; a page that nobody sees has no frames. */
function afterPaint(work: () => void): void {
  let isDone = false
  const once = () => {
    if (isDone) return
    isDone = true
    work()
  }
  requestAnimationFrame(() => setTimeout(once, shownMs))
  setTimeout(once, 1000)
}

function begin(): void {
  const code = document.getElementById(idOfCode)
  if (!(code instanceof HTMLTemplateElement)) return
  const script = code.content.querySelector('script')?.getAttribute('src') ?? ''
  const picture = location.pathname === '/enrol' ? null : storedPicture(script)
  if (!picture) {
    letAppIn(code)
    return
  }
  const whenParsed = () => {
    const later = showFront(picture)
    if (!later) {
      letAppIn(code)
      return
    }
    afterPaint(() => {
      letAppIn(code)
      for (const fill of later) fill()
    })
  }
  document.addEventListener('DOMContentLoaded', whenParsed, { once: true })
}

begin()
