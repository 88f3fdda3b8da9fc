import { useState } from 'preact/hooks'
import { type LadderProgress, recordTry, startLadder, type TryResult } from '../../../domain/activationLadder.ts'
import { usePorts } from '../../storage/usePorts.ts'

export interface GuideRun {
  readonly progress: LadderProgress
  note(step: string, result: TryResult, failure?: string): void
  startOver(): void
}

/** What was tried in this sitting. In memory only: a guide that runs alone belongs to nobody's record. */
export function useGuideRun(): GuideRun {
  const { now } = usePorts()
  const [progress, setProgress] = useState<LadderProgress>(() => startLadder(now()))
  return {
    progress,
    note: (step, result, failure) =>
      setProgress((before) => recordTry(before, step, result, { at: now(), ...(failure ? { failure } : {}) })),
    startOver: () => setProgress(startLadder(now())),
  }
}
