import { expect, it } from 'vitest'
import { webCrypto } from '../../../crypto/web/webCrypto.ts'
import { checkOfKey } from './draftBundle.ts'

it('a key that was made to say what another one says is told apart: twelve signs to read aloud (decision 026)', async () => {
  // two keys of which the first six digits of a hash were the same; the second was found in nine seconds
  const [own, forged] = [
    'age1slg6ssqtnq4zvrxhlna2lw34nl2fx9c7u60nh7hf3xtmrtmmfunqvjn0xm',
    'age1ydju0r2q87c6c4sdmgqulvtdkcxqusxmy6m5nau6m0kdsw8t0q6sa0juvc',
  ]
  const [check, other] = [await checkOfKey(webCrypto, own), await checkOfKey(webCrypto, forged)]
  expect(check).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4} ){2}[0-9A-HJKMNP-TV-Z]{4}$/)
  expect(other.split(' ').filter((group, at) => group === check.split(' ')[at])).toEqual([])
})
