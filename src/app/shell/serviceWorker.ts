import { Workbox } from 'workbox-window'
import { WatchedValue } from '../storage/platform/WatchedValue.ts'
import type { UpdatePort } from './App.tsx'

/** A newer app is looked for at most this often, ms. */
const lookEveryMs = 3_600_000

export interface ServiceWorkerPort {
  update: UpdatePort
  /** undefined until it is there, or where there is none */
  registration(): ServiceWorkerRegistration | undefined
  /** Look for a newer app, if that was not done lately. */
  look(): void
}

/** Registers the service worker. A newer one waits until `update.apply` is called (workbox-window, prompt). */
export function registerServiceWorker(url: string, now: () => number): ServiceWorkerPort {
  const waiting = new WatchedValue(false)
  const worker = new Workbox(url)
  let known: ServiceWorkerRegistration | undefined
  let lookedAt = now()
  worker.addEventListener('waiting', () => waiting.set(true))
  // no line at the first visit: then this page works without one until the next
  void worker
    .register()
    .then((registration) => {
      known = registration
      if (registration?.waiting) waiting.set(true)
    })
    .catch(() => undefined)
  return {
    update: {
      waiting,
      apply() {
        worker.addEventListener('controlling', () => location.reload())
        worker.messageSkipWaiting()
      },
    },
    registration: () => known,
    look() {
      if (now() - lookedAt < lookEveryMs) return
      lookedAt = now()
      void worker.update().catch(() => undefined)
    },
  }
}
