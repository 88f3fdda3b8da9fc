import { startCardWorker } from './startCardWorker.ts'

/** From the screen with the button to that of the scan, ms; longer it is not kept. */
const keptMs = 5_000

let ready: Worker | null = null
/** screens that may ask and are there now: the next one comes before the last has gone */
let screens = 0

function dropReady(worker: Worker): void {
  if (ready !== worker) return
  worker.terminate()
  ready = null
}

/**
 * Starts what reads cards before it is asked for; the next screen that may ask goes on with the same.
 * @returns when the screen that may ask goes: it is kept for the next screen a moment longer
 */
export function readyCardWorker(): () => void {
  screens += 1
  const started = ready ?? startCardWorker()
  ready = started
  // one that failed would never answer whoever takes it
  started.onerror = () => dropReady(started)
  return () => {
    screens -= 1
    setTimeout(() => {
      if (screens === 0) dropReady(started)
    }, keptMs)
  }
}

/** The worker that was started before, or one that starts now. It belongs to whoever takes it. */
export function takeCardWorker(): Worker {
  const worker = ready ?? startCardWorker()
  ready = null
  return worker
}
