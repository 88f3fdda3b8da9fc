import type { Watch } from '../storage/ports.ts'

/**
 * `ready`: a newer app waits to take over. `changing`: it was asked to. `changed`: it did, and comes to the screen when the page is
 * loaded anew, which whoever watches this does at a moment when nobody is in the middle of anything.
 */
export type UpdateState = 'none' | 'ready' | 'changing' | 'changed'

/** A newer app. */
export interface UpdatePort {
  readonly state: Watch<UpdateState>
  /** Let it take over. Nothing happens unless it is ready. */
  apply(): void
  /** Load the page anew. */
  reload(): void
  /** Look for a newer app, if that was not done lately. */
  look(): void
}
