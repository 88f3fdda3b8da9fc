/** Name of the wake-up by which the service worker sends what waits. */
export const pushTag = 'tram-so-push'

/** What a page tells the running service worker before a newer one takes over: give up what is being sent. */
export const stepAside = 'STEP_ASIDE'

/** Background Sync, where the browser has it (Chromium); no library of types has it yet. */
interface WithSync {
  sync?: { register(tag: string): Promise<void> }
}

/**
 * Ask to be woken when there is a line again, also with the app closed. Only ever a help: elsewhere, and when the browser
 * refuses, the page's own loop sends.
 */
export async function askForWakeUp(registration: ServiceWorkerRegistration | undefined): Promise<void> {
  const { sync } = (registration ?? {}) as WithSync
  await sync?.register(pushTag).catch(() => undefined)
}
