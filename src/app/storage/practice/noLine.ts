import type { PhotoLine } from '../../../sync/photoPorts.ts'
import { type Line, LineError } from '../../../sync/ports.ts'

const unreachable = () => Promise.reject(new LineError('unreachable'))

/** The line of practice: there is none, whatever the tablet has. So nothing that is practised can reach a hub. */
export const noLine: Line = { post: unreachable }
export const noPhotoLine: PhotoLine = { send: unreachable }
