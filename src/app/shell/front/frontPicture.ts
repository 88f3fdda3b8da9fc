import { frontKey } from './dropFront.ts'

/** A piece of a drawn page: words, or an element with its attributes and what is in it. */
export type FrontNode = string | readonly [tag: string, attributes: Readonly<Record<string, string>>, FrontNode[]]

/**
 * The first screen of this kiosk as it was last drawn, with nobody before it: it holds no word of any resident. It is drawn
 * again while the app itself is still on its way.
 */
export interface FrontPicture {
  /** The script of the build that drew it: another build may draw its home otherwise. */
  readonly script: string
  readonly title: string
  /** What a touched control says until the app answers. */
  readonly opening: string
  readonly page: FrontNode
}

/** What a home is made of. Nothing that loads, runs or sends is among it. */
const tags = new Set(
  'a button div fieldset footer h1 h2 header legend li main nav p section span strong ul svg defs g path pattern rect circle'.split(
    ' ',
  ),
)
const isDrawable = (tag: string) => tags.has(tag)
const isPlain = (attribute: string) => !attribute.startsWith('on') && attribute !== 'style'

/** What a person can touch, in a picture as in the home that it was taken of. */
export const touchable = (root: ParentNode): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('a[href], button')]

/** States come and go; and a closed dialog is not on the screen. */
const isPassing = (element: Element) => element.tagName === 'DIALOG' || element.getAttribute('role') === 'status'

/** A picture of an element. Null when there is something in it that no picture may have. */
export function takePicture(element: Element): FrontNode | null {
  const tag = element.tagName.toLowerCase()
  if (!isDrawable(tag)) return null
  const inside: FrontNode[] = []
  for (const child of element.childNodes) {
    if (child instanceof Text) inside.push(child.data)
    else if (child instanceof Element && !isPassing(child)) {
      const taken = takePicture(child)
      if (taken === null) return null
      inside.push(taken)
    }
  }
  const plain = [...element.attributes].filter(({ name }) => isPlain(name))
  return [tag, Object.fromEntries(plain.map(({ name, value }) => [name, value])), inside]
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Letters and signs that the letters of Vietnamese do not have: the first search for a font with them takes longer than all the rest. */
const otherScript = /[^ -\u024f\u1e00-\u1eff\u2000-\u206f]/

/**
 * Draws a picture; what is left for after the first paint is added to `later`.
 * @throws when it is none. It is read by hand: this runs before anything else of the app, zod among it, is there.
 */
export function drawPicture(node: unknown, later: (() => void)[], namespace = 'http://www.w3.org/1999/xhtml'): Node {
  if (typeof node === 'string') {
    if (!otherScript.test(node)) return document.createTextNode(node)
    const text = document.createTextNode('')
    later.push(() => text.replaceWith(node))
    return text
  }
  if (!isList(node)) throw new TypeError('not a picture')
  const [tag, attributes, inside] = node
  if (typeof tag !== 'string' || !isDrawable(tag) || !isRecord(attributes) || !isList(inside)) {
    throw new TypeError('not a picture')
  }
  const space = tag === 'svg' ? 'http://www.w3.org/2000/svg' : namespace
  const element = document.createElementNS(space, tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value !== 'string' || !isPlain(name)) throw new TypeError('not a picture')
    element.setAttribute(name, value)
  }
  const fill = () => element.append(...inside.map((child) => drawPicture(child, later, space)))
  // the lines of pictograms follow the words: their places are kept for them by the styles
  if (tag === 'svg') later.push(fill)
  else fill()
  return element
}

/** What is on the disk: its `page` is looked at piece by piece while it is drawn. */
export type StoredPicture = Omit<FrontPicture, 'page'> & { readonly page: unknown }

/** The picture of this build's home, if this tablet is a kiosk that has drawn it. */
export function storedPicture(build: string): StoredPicture | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(frontKey) ?? 'null')
    if (!isRecord(stored)) return null
    const { script, title, opening, page } = stored
    if (script !== build || typeof title !== 'string' || typeof opening !== 'string') return null
    return { script, title, opening, page }
  } catch {
    // damaged, or storage is forbidden: the app draws its first screen as ever
    return null
  }
}
