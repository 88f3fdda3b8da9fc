import type { Workbox } from 'workbox-window'
import { WatchedValue } from '../storage/platform/WatchedValue.ts'
import { stepAside } from '../storage/sync/wakeUpTag.ts'
import type { UpdatePort, UpdateState } from './UpdatePort.ts'

/** A newer app is looked for at most this often, ms. */
const lookEveryMs = 3_600_000

export interface ServiceWorkerPort {
  update: UpdatePort
  /** undefined until it is there, or where there is none */
  registration(): ServiceWorkerRegistration | undefined
}

/**
 * Registers the service worker once the first screen stands. A newer one waits until `update.apply` is called: it is offered
 * on the home screen only (security-sync §3a).
 * @param url what Trusted Types let become a script
 * @param now monotonic, ms
 */
export function registerServiceWorker(url: string, now: () => number): ServiceWorkerPort {
  const state = new WatchedValue<UpdateState>('none')
  let known: ServiceWorkerRegistration | undefined
  let worker: Workbox | undefined
  let lookedAt = now()
  const register = async () => {
    const { Workbox: Box } = await import('workbox-window')
    worker = new Box(url)
    worker.addEventListener('waiting', () => state.set('ready'))
    known = await worker.register()
    if (known?.waiting) state.set('ready')
  }
  // no line at a first visit: then this page works without one from the next visit on
  void register().catch(() => undefined)
  return {
    update: {
      state,
      apply() {
        if (state.value !== 'ready') return
        state.set('changing')
        worker?.addEventListener('controlling', () => state.set('changed'))
        known?.active?.postMessage({ type: stepAside })
        worker?.messageSkipWaiting()
      },
      reload: () => location.reload(),
      look() {
        if (now() - lookedAt < lookEveryMs) return
        lookedAt = now()
        void worker?.update().catch(() => undefined)
      },
    },
    registration: () => known,
  }
}
