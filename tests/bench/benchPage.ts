import * as engine from 'bench-engine'
import { editedHelper, sampleCase } from './sampleCases.ts'

/** What the runner calls in the page; `bench-engine` is the limit's or the product's page module (run.ts bundles it). */
const bench = {
  open: () => engine.open(),
  /** ms of each capture; the limit sends what has a later id than what it sent, so that warm cases come first */
  async capture(seed: number, count: number, from = 0): Promise<number[]> {
    const cases = Array.from({ length: count }, (_, index) => sampleCase(seed, from + index))
    const times: number[] = []
    for (const one of cases) {
      const before = performance.now()
      await engine.capture(one)
      times.push(performance.now() - before)
    }
    return times
  },
  /** ms of each case that is only sealed and put on the disk: the limit's page has this, the product none */
  async captureSealed(seed: number, count: number): Promise<number[]> {
    const { captureSealed } = engine
    if (!captureSealed) throw new Error('this engine has no floor')
    const times: number[] = []
    for (let index = 0; index < count; index++) {
      const one = sampleCase(seed, index)
      const before = performance.now()
      await captureSealed(one, index)
      times.push(performance.now() - before)
    }
    return times
  },
  async edit(seed: number, count: number): Promise<void> {
    for (let index = 0; index < count; index++) {
      const { id } = sampleCase(seed, index)
      await engine.edit(id, editedHelper(index))
    }
  },
  syncUp: () => engine.syncUp(),
  async pull(count: number): Promise<number> {
    await engine.pull(count)
    return engine.count()
  },
}
Object.assign(globalThis, { bench })
