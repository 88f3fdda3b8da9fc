import { createHash } from 'node:crypto'
import type { Bytes, CryptoPort, Signer } from '../../src/crypto/CryptoPort.ts'
import { createNodeCrypto, nodeOpener, pairOfScalar, type RawKeyPair } from '../../src/crypto/node/nodeCrypto.ts'
import { deterministicSigner } from './deterministicEcdsa.ts'

/** Random bytes that are the same for the same seed: SHA-256 in counter mode. */
export function seededBytes(seed: string): (length: number) => Bytes {
  let counter = 0
  return (length) => {
    const out = new Uint8Array(length)
    for (let at = 0; at < length; at += 32) {
      const block = createHash('sha256').update(`${seed} ${counter++}`).digest()
      out.set(block.subarray(0, Math.min(32, length - at)), at)
    }
    return out
  }
}

export interface SeededCrypto {
  port: CryptoPort
  newSigner(): Signer
  newBox(): { pair: RawKeyPair; opener: ReturnType<typeof nodeOpener> }
}

/** The synchronous, deterministic crypto port of the simulator; the vectors hold it to WebCrypto (design D8). */
export function seededCrypto(seed: string): SeededCrypto {
  const random = seededBytes(seed)
  const newPair = () => {
    const scalar = random(32)
    // below the curve's order, which begins with ff ff ff ff 00
    scalar[0] = (scalar[0] ?? 0) & 0x7f
    return pairOfScalar(scalar)
  }
  return {
    port: createNodeCrypto(random),
    newSigner: () => deterministicSigner(newPair()),
    newBox: () => {
      const pair = newPair()
      return { pair, opener: nodeOpener(pair) }
    },
  }
}
