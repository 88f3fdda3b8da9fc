import { dropFront } from './dropFront.ts'
import { touchable } from './frontPicture.ts'

/** Some controls come a moment after the rest (the voice is asked for first, names in other letters are loaded). */
const lateMs = 3000

/** The home itself is there: what was touched on its picture (`front.ts`) is touched in it, and what had the focus has it here. */
export function leaveFront(home: Element): void {
  const front = document.getElementById('front')
  if (!front) return
  const drawn = touchable(front)
  const touched = drawn.find((one) => 'touched' in one.dataset)
  const focused = drawn.find((one) => one === document.activeElement)
  touched?.querySelector('[data-opening]')?.remove()
  const [touchedName, focusedName] = [touched && nameOf(touched), focused && nameOf(focused)]
  dropFront()
  if (focusedName) whenThere(home, focusedName, (twin) => twin.focus())
  if (touchedName) whenThere(home, touchedName, (twin) => twin.click())
}

/** What a control leads to or says: a picture's and the home's are the same if these are. */
const nameOf = (one: HTMLElement) =>
  [one.tagName, one.getAttribute('href') ?? one.dataset.language ?? one.textContent].join(' ')

function whenThere(home: Element, name: string, then: (twin: HTMLElement) => void): void {
  const look = () => touchable(home).find((one) => nameOf(one) === name)
  const found = look()
  if (found) {
    then(found)
    return
  }
  const watching = new MutationObserver(() => {
    const late = look()
    if (!late) return
    watching.disconnect()
    then(late)
  })
  watching.observe(home, { childList: true, subtree: true, characterData: true })
  setTimeout(() => watching.disconnect(), lateMs)
}
