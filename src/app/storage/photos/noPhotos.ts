import type { PhotoStatus } from '../ports.ts'

/** How photos stand where there are none, or before anything was read. */
export const noPhotos: PhotoStatus = {
  waiting: 0,
  waitingBytes: 0,
  stored: 0,
  safe: 0,
  refused: 0,
  budget: null,
  spentToday: 0,
  line: 'unknown',
}
