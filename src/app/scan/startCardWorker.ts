import { trustScripts } from '../storage/platform/trustedScripts.ts'
import cardWorkerUrl from './cardWorker.ts?worker&url'
import codeWorkerUrl from './codeWorker.ts?worker&url'
import linesWorkerUrl from './lines/linesWorker.ts?worker&url'

const trusted = trustScripts([cardWorkerUrl, codeWorkerUrl, linesWorkerUrl], 'tram-so-scan')

/** Looks for codes beside the screen; a chunk with the scan, so that who scans nothing loads nothing of it. */
export const startCardWorker = (): Worker => new Worker(trusted(cardWorkerUrl), { type: 'module' })

/** The same for what another tablet shows. */
export const startCodeWorker = (): Worker => new Worker(trusted(codeWorkerUrl), { type: 'module' })

/** The same for the lines on the back of a card. */
export const startLinesWorker = (): Worker => new Worker(trusted(linesWorkerUrl), { type: 'module' })
