import { expect, it } from 'vitest'
import { seededCrypto } from '../../tests/kit/seededCrypto.ts'
import { concat, utf8 } from '../crypto/bytes.ts'
import { varint } from './ByteReader.ts'
import { handoverLimits } from './handoverLimits.ts'
import { readWorkFileHead } from './workFile.ts'

const crypto = seededCrypto('work file')

/** A file whose one part says so much of itself. */
async function fileWith(detail: Uint8Array): Promise<Uint8Array> {
  const part = concat(Uint8Array.of(2), varint(1), varint(detail.length), detail)
  const head = concat(utf8('TSF'), Uint8Array.of(1), new Uint8Array(40), varint(1), part)
  return concat(head, await crypto.port.sha256(head), Uint8Array.of(0))
}

it('a part that says more of itself than any may is a damaged file, not a fault of the hub (SPEC FIL-1, FIL-2)', async () => {
  for (const length of [2_000_000, handoverLimits.partDetail + 1]) {
    const file = await fileWith(new Uint8Array(length).fill(65))
    await expect(readWorkFileHead(crypto.port, file)).rejects.toMatchObject({ code: 'file-damaged' })
  }
  const most = await readWorkFileHead(crypto.port, await fileWith(new Uint8Array(handoverLimits.partDetail).fill(65)))
  expect(most.parts).toEqual([{ kind: 'photo', length: 1, authorization: 'A'.repeat(handoverLimits.partDetail) }])
})
