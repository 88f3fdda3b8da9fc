import { expect, it } from 'vitest'
import { seededCrypto } from '../../tests/kit/seededCrypto.ts'
import { type Evening, readEvening, signEvening } from './evening.ts'

const crypto = seededCrypto('evening')
const [signer, other] = [crypto.newSigner(), crypto.newSigner()]
const evening: Evening = {
  v: 1,
  tenant: '10000000-0000-4000-8000-000000000001',
  device: '20000000-0000-4000-8000-000000000002',
  day: '2026-11-27',
  captured: 12,
  acknowledged: 9,
  stretches: [
    ['ab'.repeat(16), 30, 40],
    ['cd'.repeat(16), 1, 1],
  ],
}

it('is the tablet’s own word, and adds up (SPEC LED-2, LED-3)', async () => {
  const read = async (said: object, key = signer) =>
    readEvening(crypto.port, key.publicKey, await signEvening(crypto.port, signer, { ...evening, ...said }))
  expect(await read({})).toEqual(evening)
  expect(await read({}, other)).toBeNull()
  expect(await read({ captured: 13 })).toBeNull()
  expect(await read({ acknowledged: 13 })).toBeNull()
  expect(await read({ captured: 0, acknowledged: 0, stretches: [['ab'.repeat(16), 5, 4]] })).toBeNull()
  expect(await read({ day: 'tonight' })).toBeNull()
  expect(await readEvening(crypto.port, signer.publicKey, 'a.b.c')).toBeNull()
})
