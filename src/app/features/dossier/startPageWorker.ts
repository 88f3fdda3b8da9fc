import pageWorkerUrl from '../../camera/pageWorker.ts?worker&url'
import { trustScripts } from '../../storage/platform/trustedScripts.ts'

const trusted = trustScripts([pageWorkerUrl], 'tram-so-camera')

/** Draws pages beside the screen; a chunk with the camera, so that who takes no photo loads nothing of it. */
export const startPageWorker = (): Worker => new Worker(trusted(pageWorkerUrl), { type: 'module' })
