/**
 * Which part of the store changed (`sealed`: a new item waits; `turned`: none, but a resident holds the tablet now); told to
 * this tab's watchers, other tabs and the service worker.
 */
export type Change = 'device' | 'sealed' | 'outbox' | 'drafts' | 'pages' | 'packs' | 'studio' | 'sync' | 'turned'

/** Where changes travel between tabs; a `BroadcastChannel` satisfies it. */
export interface ChangeChannel {
  postMessage(message: unknown): void
  onmessage: ((event: MessageEvent) => void) | null
  close(): void
}

const known: readonly string[] = [
  'device',
  'sealed',
  'outbox',
  'drafts',
  'pages',
  'packs',
  'studio',
  'sync',
  'turned',
] satisfies readonly Change[]
const isChange = (value: unknown): value is Change => typeof value === 'string' && known.includes(value)

/** Tells of committed changes. It carries no data: whoever listens reads the store again. */
export class Changes {
  private readonly listeners = new Set<(change: Change, here: boolean) => void>()

  constructor(private readonly channel: ChangeChannel | null) {
    if (channel) {
      channel.onmessage = (event) => {
        if (isChange(event.data)) this.tell(event.data, false)
      }
    }
  }

  /** Say that `change` has been committed. */
  say(change: Change): void {
    this.tell(change, true)
    this.channel?.postMessage(change)
  }

  /** `here` is false when another tab or the service worker made the change. */
  listen(listener: (change: Change, here: boolean) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  close(): void {
    this.channel?.close()
    this.listeners.clear()
  }

  private tell(change: Change, here: boolean): void {
    for (const listener of this.listeners) listener(change, here)
  }
}
