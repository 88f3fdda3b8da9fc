import { z } from 'zod'
import { leastCost, type Stretch } from '../../protocol/pinBundle.ts'
import { ArgonFailed, ArgonThreads } from './ArgonThreads.ts'
import type { Passwords } from './EnrolPorts.ts'

/** Of the whole process: the cores are the machine's, whoever asks. */
const threads = new ArgonThreads()

/** Argon2id of a PIN in the hub (SPEC KEY-3). */
export const stretch: Stretch = async (pin, salt, cost) => {
  const { memoryKiB: memorySize, passes: iterations, lanes: parallelism } = cost
  const stretched = await threads.run({
    what: 'hash',
    password: pin,
    salt,
    memorySize,
    iterations,
    parallelism,
    outputType: 'binary',
  })
  return z.instanceof(Uint8Array).parse(stretched)
}

/**
 * Officers' passwords at the cost that a PIN has at least; `random` gives the salt. `matches` is what strangers make the
 * hub do: it throws `Problem` `busy` when too many of them wait.
 */
export const passwordsWith = (random: (length: number) => Uint8Array): Passwords => ({
  hash: async (password) => {
    const hash = await threads.run({
      what: 'hash',
      password: password.normalize('NFC'),
      salt: random(16),
      memorySize: leastCost.memoryKiB,
      iterations: leastCost.passes,
      parallelism: leastCost.lanes,
      outputType: 'encoded',
    })
    return z.string().parse(hash)
  },
  matches: async (password, hash) => {
    try {
      return (await threads.run({ what: 'verify', password: password.normalize('NFC'), hash }, true)) === true
    } catch (error) {
      if (error instanceof ArgonFailed) return false
      throw error
    }
  },
})
