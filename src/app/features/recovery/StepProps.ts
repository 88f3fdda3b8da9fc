import type { SetupProgress } from './careAnswers.ts'

/** What every page about the hub itself is given. */
export interface StepProps {
  progress: SetupProgress
  /** Something was done: ask how the set-up stands now. */
  onChanged: () => Promise<void>
  /** Something is on screen that is nowhere else: this page is not to be left by the way. */
  onHold: (isHeld: boolean) => void
}
