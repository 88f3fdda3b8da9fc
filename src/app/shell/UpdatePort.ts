import type { Watch } from '../storage/ports.ts'

/** A newer app that waits to take over; `apply` reloads into it. */
export interface UpdatePort {
  readonly waiting: Watch<boolean>
  apply(): void
}
