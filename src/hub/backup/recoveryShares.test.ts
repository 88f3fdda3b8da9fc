import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { base64url, hex } from '../../crypto/bytes.ts'
import { newRawPair } from '../../crypto/node/nodeCrypto.ts'
import { loadKeys } from '../keys/loadKeys.ts'
import { readRecoveryKey, writeRecoveryKey } from '../keys/recoveryKey.ts'
import { base32Groups, fromBase32 } from './base32.ts'
import { makeRecoverySheet } from './makeRecoverySheet.ts'
import { keyOfShares, sharesOf, sheetOf } from './recoveryShares.ts'

const refusal = async (texts: readonly string[]) => {
  try {
    await keyOfShares(texts)
  } catch (error) {
    return error
  }
  throw new Error('it should have been refused')
}

describe('recovery shares', () => {
  it('gives the key back from any two of three, however they are typed', async () => {
    const pair = newRawPair()
    const [one = '', two = '', three = ''] = await sharesOf(pair)
    expect(one).toMatch(/^([0-9A-HJKMNP-TV-Z]{4} ){15}[0-9A-HJKMNP-TV-Z]{4}$/)
    for (const texts of [
      [one, two],
      [three, one],
      [two, three],
      [one, two, three],
    ]) {
      expect((await keyOfShares(texts)).privateKey).toEqual(pair.privateKey)
    }
    const typed = one.toLowerCase().replaceAll(' ', '-').replaceAll('0', 'o').replaceAll('1', 'l')
    expect((await keyOfShares([typed, `  ${two}\n`])).privateKey).toEqual(pair.privateKey)
  })

  it('says which share is mistyped, missing, doubled or of another sheet', async () => {
    const pair = newRawPair()
    const [one = '', two = ''] = await sharesOf(pair)
    const [other = '', second = ''] = await sharesOf(newRawPair())
    expect(await refusal([one])).toMatchObject({ code: 'shares-two' })
    expect(await refusal([one, two.slice(0, -5)])).toMatchObject({ code: 'share-form', data: { place: 2 } })
    for (let at = 0; at < two.length; at++) {
      if (two[at] === ' ') continue
      const slip = two.slice(0, at) + (two[at] === '7' ? '8' : '7') + two.slice(at + 1)
      expect(await refusal([one, slip]), `sign ${at}`).toMatchObject({ code: 'share-typo', data: { place: 2 } })
    }
    expect(await refusal([two, two])).toMatchObject({ code: 'share-twice' })
    expect(await refusal([one, second])).toMatchObject({
      code: 'shares-mixed',
      data: {
        sheet1: await sheetOf(pair.publicKey),
        sheet2: hex(fromBase32(other)?.subarray(0, 4) ?? new Uint8Array(0)),
      },
    })
  })

  it('copies bytes to signs and back, and no other signs', () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, i) => (i * 37) & 255)
    expect(fromBase32(base32Groups(bytes))).toEqual(bytes)
    expect([fromBase32('ABC'), fromBase32('ABCDEFG!')]).toEqual([null, null])
  })

  it('keeps the private half nowhere on the hub, and a new sheet begins a new key', async () => {
    const base = mkdtempSync(join(tmpdir(), 'tram-so-sheet-'))
    try {
      const folder = join(base, 'keys')
      const { root } = loadKeys(folder)
      expect(readRecoveryKey(folder)).toBeNull()
      const { sheet, key } = await makeRecoverySheet(root.publicKey, 5)
      writeRecoveryKey(folder, key)
      const pair = await keyOfShares(sheet.shares.slice(1).map(({ text }) => text))
      expect(readRecoveryKey(folder)).toEqual({ publicKey: pair.publicKey, madeAt: 5 })
      const disk = readdirSync(folder)
        .map((file) => readFileSync(join(folder, file), 'utf8'))
        .join('')
      expect([disk.includes(base64url(pair.publicKey)), disk.includes(base64url(pair.privateKey))]).toEqual([
        true,
        false,
      ])
      const next = await makeRecoverySheet(root.publicKey, 6)
      expect(next.sheet.sheet).not.toBe(sheet.sheet)
      writeRecoveryKey(folder, next.key)
      expect(readRecoveryKey(folder)).not.toMatchObject({ publicKey: pair.publicKey })
      expect(loadKeys(folder).root).toEqual(root)
    } finally {
      rmSync(base, { recursive: true, force: true })
    }
  })
})
