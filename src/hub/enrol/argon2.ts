import { argon2id, argon2Verify } from 'hash-wasm'
import { leastCost, type Stretch } from '../../protocol/pinBundle.ts'
import type { Passwords } from './EnrolPorts.ts'

/** Argon2id of a PIN in the hub (SPEC KEY-3). */
export const stretch: Stretch = (pin, salt, cost) =>
  argon2id({
    password: pin,
    salt,
    memorySize: cost.memoryKiB,
    iterations: cost.passes,
    parallelism: cost.lanes,
    hashLength: 32,
    outputType: 'binary',
  })

/** Officers' passwords at the cost that a PIN has at least; `random` gives the salt. */
export const passwordsWith = (random: (length: number) => Uint8Array): Passwords => ({
  hash: (password) =>
    argon2id({
      password: password.normalize('NFC'),
      salt: random(16),
      memorySize: leastCost.memoryKiB,
      iterations: leastCost.passes,
      parallelism: leastCost.lanes,
      hashLength: 32,
      outputType: 'encoded',
    }),
  matches: async (password, hash) => {
    try {
      return await argon2Verify({ password: password.normalize('NFC'), hash })
    } catch {
      return false
    }
  },
})
