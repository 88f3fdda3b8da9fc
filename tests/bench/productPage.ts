import * as peer from './peer/page.ts'

/** The product as the runner's engine: the adapter of the yardstick, its edits of one field. */
export const { open, capture, syncUp, pull, count, list, unlockMs } = peer
export const captureSealed = undefined
export const edit = (id: string, helper: string): Promise<void> => peer.edit(id, 'officerId', helper)
