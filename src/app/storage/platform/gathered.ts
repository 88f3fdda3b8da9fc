/** Changes come in bursts (a save, a receipt, a page): what they ask for is read once after this pause, ms. */
const burstMs = 25

/**
 * A function that runs `work` soon, one run at a time: calls that come meanwhile are gathered into one more run. `work` is
 * told whether what it found is still wanted at its end.
 */
export function gathered(work: (isCurrent: () => boolean) => Promise<void>): () => void {
  let state: 'idle' | 'waiting' | 'running' | 'again' = 'idle'
  const isState = (wanted: typeof state) => state === wanted
  const run = async () => {
    state = 'running'
    await work(() => isState('running'))
    const isAsked = isState('again')
    state = 'idle'
    if (isAsked) ask()
  }
  const ask = () => {
    if (state === 'idle') {
      state = 'waiting'
      setTimeout(() => void run(), burstMs)
    } else if (state === 'running') state = 'again'
  }
  return ask
}
