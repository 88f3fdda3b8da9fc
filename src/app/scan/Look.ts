/** What was seen in a picture: what was looked for, a code that is something else, or nothing. */
export type Look<Found> = { kind: 'found'; found: Found } | { kind: 'other' } | { kind: 'nothing' } | { kind: 'failed' }

/** One picture to look at: of a camera or a file, or its pixels where a worker has no canvas. */
export interface LookJob {
  picture: ImageBitmap | ImageData
}
