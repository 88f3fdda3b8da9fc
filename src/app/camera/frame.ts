export interface Size {
  readonly width: number
  readonly height: number
}

export interface Rect extends Size {
  readonly x: number
  readonly y: number
}

export type Lie = 'upright' | 'across'

/** A sheet of A-size paper. */
const ratio = Math.SQRT2
/** How much of the picture the frame takes: the edge around it is where hands and tables are. */
const share = 0.94

/** @returns the largest frame of a sheet that lies so, in the middle of a picture; in the picture's own pixels. */
export function frameIn(picture: Size, lie: Lie): Rect {
  const aspect = lie === 'upright' ? 1 / ratio : ratio
  const height = Math.min(picture.height * share, (picture.width * share) / aspect)
  const width = height * aspect
  return {
    x: Math.round((picture.width - width) / 2),
    y: Math.round((picture.height - height) / 2),
    width: Math.round(width),
    height: Math.round(height),
  }
}

/** @returns the size at which no side is longer than `most`; never larger than it was. */
export function fitted({ width, height }: Size, most: number): Size {
  const scale = Math.min(1, most / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** Three lines of print on a card, with a little of the card around them. */
const linesRatio = 4
/** What lies around the lines' frame and is looked at too: a hand that holds a tablet is not exact. */
const around = 0.12

/** @returns the frame that the lines on the back of a card should fill: as wide as the card can be while it is still in focus. */
export function linesFrameIn(picture: Size): Rect {
  const width = Math.min(picture.width * share, picture.height * Math.SQRT2)
  const height = width / linesRatio
  return {
    x: Math.round((picture.width - width) / 2),
    y: Math.round((picture.height - height) / 2),
    width: Math.round(width),
    height: Math.round(height),
  }
}

/** @returns what of a picture is looked at for lines: their frame and some more on each side, as far as the picture goes. */
export function linesPartOf(picture: Size): Rect {
  const frame = linesFrameIn(picture)
  const more = Math.round(frame.width * around)
  const [x, y] = [Math.max(0, frame.x - more), Math.max(0, frame.y - more)]
  return {
    x,
    y,
    width: Math.min(picture.width, frame.x + frame.width + more) - x,
    height: Math.min(picture.height, frame.y + frame.height + more) - y,
  }
}
