/**
 * A function that runs `work`, one run at a time: calls that come while it runs are gathered into one more run after it.
 * `work` is told by its argument whether what it found is still wanted at its end.
 */
export function gathered(work: (isCurrent: () => boolean) => Promise<void>): () => void {
  let state: 'idle' | 'running' | 'again' = 'idle'
  const isState = (wanted: typeof state) => state === wanted
  const run = async () => {
    do {
      state = 'running'
      await work(() => isState('running'))
    } while (isState('again'))
    state = 'idle'
  }
  return () => {
    if (state === 'idle') void run()
    else state = 'again'
  }
}
