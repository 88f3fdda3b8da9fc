import { describe, expect, it } from 'vitest'
import { concat, utf8, uuidBytes } from '../crypto/bytes.ts'
import type { Bytes } from '../crypto/CryptoPort.ts'
import { webCrypto } from '../crypto/web/webCrypto.ts'
import { type MeetingWord, openMeeting, sealMeeting } from './meetingWord.ts'

const idOf = (id: string) => uuidBytes(id) ?? new Uint8Array(16)
const [tenant, team, other] = [1, 2, 3].map((one) => idOf(`${one}0000000-0000-4000-8000-000000000000`)) as [
  Bytes,
  Bytes,
  Bytes,
]
const scope = { tenant, team, keyId: 7 }
const teamKey = new Uint8Array(32).fill(9)
const house = '70000000-0000-4000-8000-000000000007'
const word: MeetingWord = {
  device: '20000000-0000-4000-8000-000000000002',
  label: 'Máy 2',
  evening: '2026-11-27',
  count: 3,
  who: ['Thử Hai'],
  visits: [[house, 'done', 1_795_000_000_000, 0]],
}
const seal = (more: object = {}, place = scope, key = teamKey) =>
  sealMeeting(webCrypto, key, place, { ...word, ...more } as MeetingWord)
const open = (bytes: Uint8Array, place = scope) => openMeeting(webCrypto, teamKey, place, bytes)

describe('a tablet’s word of its evening', () => {
  it('opens for a tablet of the same team, and says nothing to anybody else (SPEC MEE-1)', async () => {
    const bytes = await seal()
    expect(await open(bytes)).toEqual(word)
    expect(Buffer.from(bytes.subarray(0, 4)).toString('latin1')).toBe('TSM\u0001')
    expect(Buffer.from(bytes).toString('utf8')).not.toMatch(/Máy 2|Thử Hai|2026|7000/)
    // sealed anew it is other bytes
    expect(await seal()).not.toEqual(bytes)
  })

  it('is refused of another team or commune, under another of the team’s keys, and of a later version (SPEC MEE-2)', async () => {
    expect(await open(await seal({}, { ...scope, team: other }))).toBe('other-team')
    expect(await open(await seal({}, { ...scope, tenant: other }))).toBe('other-team')
    // who left the team has the keys of before, who came since has later ones
    expect(await open(await seal({}, { ...scope, keyId: 6 }))).toBe('other-key')
    expect(await open(await seal({}, { ...scope, keyId: 8 }))).toBe('other-key')
    const newer = await seal()
    newer[3] = 2
    expect(await open(newer)).toBe('newer')
    for (const no of [new Uint8Array(0), utf8('age-encryption.org/v1\n'), utf8('TS')]) {
      expect(await open(no)).toBe('unknown-file')
    }
  })

  it('is refused when it was cut, changed in any byte, or made by who has no key (SPEC MEE-2)', async () => {
    const bytes = await seal()
    for (const length of [4, 50, 83, bytes.length - 1]) expect(await open(bytes.subarray(0, length))).toBe('damaged')
    for (let at = 4; at < bytes.length; at += 1) {
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(['damaged', 'other-team', 'other-key']).toContain(await open(changed))
    }
    expect(await open(concat(bytes, Uint8Array.of(0)))).toBe('damaged')
    expect(await open(await seal({}, scope, new Uint8Array(32).fill(8)))).toBe('damaged')
    // the key alone says that a tablet of the team wrote it, not that it may say anything
    const refused = [
      { count: 0 },
      { evening: 'tonight' },
      { label: 'x'.repeat(61) },
      { visits: [[house, 'notYet', 0, 0]] },
      { visits: [['014', 'done', 0, 0]] },
      { visits: Array.from({ length: 201 }, () => [house, 'done', 0, 0]) },
      { who: ['x'.repeat(121)] },
    ]
    for (const more of refused) expect(await open(await seal(more))).toBe('damaged')
  })
})
