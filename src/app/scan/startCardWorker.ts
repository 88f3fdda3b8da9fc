import { trustScripts } from '../storage/platform/trustedScripts.ts'
import cardWorkerUrl from './cardWorker.ts?worker&url'
import codeWorkerUrl from './codeWorker.ts?worker&url'

const trusted = trustScripts([cardWorkerUrl, codeWorkerUrl], 'tram-so-scan')

/** Looks for codes beside the screen; a chunk with the scan, so that who scans nothing loads nothing of it. */
export const startCardWorker = (): Worker => new Worker(trusted(cardWorkerUrl), { type: 'module' })

/** The same for what another tablet shows. */
export const startCodeWorker = (): Worker => new Worker(trusted(codeWorkerUrl), { type: 'module' })
