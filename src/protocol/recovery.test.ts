import { describe, expect, it } from 'vitest'
import { seededCrypto } from '../../tests/kit/seededCrypto.ts'
import { utf8 } from '../crypto/bytes.ts'
import { jwkOfPair, newRawPair, nodeOpener, pairOfScalar } from '../crypto/node/nodeCrypto.ts'
import { openOlderKeys, readOlderKeys, sealOlderKeys, withOlderKey } from './olderTeamKeys.ts'
import { answerOf, answerSigns, challengeOf, openRecovery, scalarOf, sealRecovery } from './recovery.ts'
import { inFours, readSpokenCode, spokenCode } from './spokenCode.ts'

const { port } = seededCrypto('recovery')
const id = (fill: number) => new Uint8Array(16).fill(fill)
const place = { tenant: id(1), device: id(2), volunteer: id(3), counter: 0 }

describe('a code that is read out', () => {
  it('finds every single wrong sign, and forgives gaps, small letters, O and I', () => {
    const code = spokenCode(utf8('invented bytes'), answerSigns)
    expect(readSpokenCode(inFours(code).toLowerCase(), answerSigns)).toBe(code)
    expect(readSpokenCode(code.replace(/0/g, 'o').replace(/1/g, 'l'), answerSigns)).toBe(code)
    for (let at = 0; at < code.length; at++) {
      for (const sign of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
        if (sign === code[at]) continue
        expect(readSpokenCode(code.slice(0, at) + sign + code.slice(at + 1), answerSigns)).toBeNull()
      }
    }
    expect(readSpokenCode(`${code}0`, answerSigns)).toBeNull()
    expect(readSpokenCode(code.replace(/.$/, 'U'), answerSigns)).toBeNull()
  })
})

describe('a spoken recovery (KEY-8)', () => {
  const keys = { sign: jwkOfPair(newRawPair()), box: jwkOfPair(newRawPair()) }
  const secret = new Uint8Array(32).fill(9)

  it('opens the box by the answer alone, at that tablet, for that volunteer, that time', async () => {
    const answer = await answerOf(port, secret, place)
    const pair = pairOfScalar(await scalarOf(port, answer, place))
    const box = await sealRecovery(port, pair.publicKey, place, keys)
    expect(await openRecovery(port, nodeOpener(pair), place, box)).toEqual(keys)
    for (const other of [{ device: id(9) }, { volunteer: id(9) }, { tenant: id(9) }, { counter: 1 }]) {
      const elsewhere = { ...place, ...other }
      expect(await answerOf(port, secret, elsewhere)).not.toBe(answer)
      expect(await challengeOf(port, elsewhere)).not.toBe(await challengeOf(port, place))
      expect(await openRecovery(port, nodeOpener(pair), elsewhere, box)).toBeNull()
      const theirs = pairOfScalar(await scalarOf(port, answer, elsewhere))
      expect(await openRecovery(port, nodeOpener(theirs), place, box)).toBeNull()
    }
  })
})

describe('older team keys (KEY-6)', () => {
  it('open with the newest key, for its team and id only', async () => {
    const [first, second] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)]
    const older = withOlderKey(withOlderKey(new Uint8Array(0), 1, first), 7, second)
    const scope = { tenant: id(1), team: id(2), keyId: 8 }
    const newest = new Uint8Array(32).fill(3)
    const sealed = await sealOlderKeys(port, scope, newest, older)
    const opened = await openOlderKeys(port, scope, newest, sealed)
    expect([...(opened ?? [])]).toEqual([
      [1, first],
      [7, second],
    ])
    expect(await openOlderKeys(port, scope, second, sealed)).toBeNull()
    expect(await openOlderKeys(port, { ...scope, keyId: 9 }, newest, sealed)).toBeNull()
    expect(readOlderKeys(older.subarray(1))).toBeNull()
  })
})
