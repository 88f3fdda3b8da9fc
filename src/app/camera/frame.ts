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
