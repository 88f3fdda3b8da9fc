import { trustScripts } from '../storage/platform/trustedScripts.ts'
import cardWorkerUrl from './cardWorker.ts?worker&url'

const trusted = trustScripts([cardWorkerUrl], 'tram-so-scan')

/** Looks for codes beside the screen; a chunk with the scan, so that who scans nothing loads nothing of it. */
export const startCardWorker = (): Worker => new Worker(trusted(cardWorkerUrl), { type: 'module' })
