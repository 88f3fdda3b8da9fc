import type { Watch } from '../storage/ports.ts'

/** `ready`: a newer app waits to take over. `changing`: it was asked to, and the page will be loaded anew. */
export type UpdateState = 'none' | 'ready' | 'changing'

/** A newer app; `apply` reloads into it. */
export interface UpdatePort {
  readonly state: Watch<UpdateState>
  /** Nothing happens unless it is ready. */
  apply(): void
  /** Look for a newer app, if that was not done lately. */
  look(): void
}
