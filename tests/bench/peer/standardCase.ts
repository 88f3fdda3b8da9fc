import { fromHex, hex } from '../../../src/crypto/bytes.ts'

/*
 * The yardstick's standard case as an activation record and back (bench README): nothing dropped, nothing added, each
 * enumeration by a table. Its 26-character id is 128 bits in Crockford's base 32, so it is a record id.
 */

export interface StandardStep {
  step: string
  at: string
  tries: number
  ok: boolean
}

export interface StandardCase {
  id: string
  name: string
  idNumber: string
  birthDate: string
  sex: string
  ethnicGroup: string
  language: string
  address: string
  communeCode: string
  phone: string
  phoneOwner: string
  consent: boolean
  consentAt: string
  consentMethod: string
  channel: string
  deviceId: string
  officerId: string
  steps: StandardStep[]
  attempts: number
  outcome: string
  outcomeReason: string
  startedAt: string
  finishedAt: string
  followUpDate: string | null
  needsInterpreter: boolean
  notes: string
}

export type Groups = Record<string, Record<string, unknown>>

/** Words of the yardstick and ours; a word in neither column stands for itself, on both sides. */
const table = (pairs: Record<string, string>) => {
  const back = Object.fromEntries(Object.entries(pairs).map(([theirs, ours]) => [ours, theirs]))
  return { ours: (word: string) => pairs[word] ?? word, theirs: (word: string) => back[word] ?? word }
}
const outcomes = table({ refused: 'declined', failed: 'blocked' })
const steps = table({ 'phone-otp': 'otp', pin: 'passcode', confirm: 'loginAgain' })

const base32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The uuid of a 26-character id: the same 128 bits. */
export function recordId(id: string): string {
  let bits = 0n
  for (const character of id) bits = bits * 32n + BigInt(base32.indexOf(character))
  const digits = bits.toString(16).padStart(32, '0')
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join('-')
}

export function caseId(record: string): string {
  let bits = BigInt(`0x${hex(fromHex(record.replaceAll('-', '')) ?? new Uint8Array(16))}`)
  let id = ''
  for (let i = 0; i < 26; i++) {
    id = `${base32[Number(bits % 32n)]}${id}`
    bits /= 32n
  }
  return id
}

const ms = (iso: string) => Date.parse(iso)
const iso = (at: unknown) => new Date(Number(at)).toISOString()
const given = (value: string | null) => (value === null || value === '' ? {} : { value })

/** The groups of our activation record that say what the case says. */
export function toGroups(c: StandardCase): Groups {
  const { value: reason } = given(c.outcomeReason)
  const { value: followUpDate } = given(c.followUpDate)
  return {
    identity: { name: c.name, idNumber: c.idNumber, birthDate: c.birthDate, sex: c.sex },
    contact: { phone: c.phone, phoneOwner: c.phoneOwner },
    address: { text: c.address, communeCode: c.communeCode },
    language: { hear: c.language, ethnicGroup: c.ethnicGroup, needsInterpreter: c.needsInterpreter },
    consent: { given: c.consent, at: ms(c.consentAt), method: c.consentMethod },
    progress: {
      steps: c.steps.map(({ step, at, tries, ok }) => ({ step: steps.ours(step), at: ms(at), tries, ok })),
      attempts: c.attempts,
      startedAt: ms(c.startedAt),
      finishedAt: ms(c.finishedAt),
    },
    outcome: {
      outcome: outcomes.ours(c.outcome),
      ...(reason === undefined ? {} : { reason }),
      ...(followUpDate === undefined ? {} : { followUpDate }),
    },
    visit: { channel: c.channel, deviceLabel: c.deviceId, helper: c.officerId },
    notes: { entries: [{ at: ms(c.finishedAt), text: c.notes }] },
  }
}

interface Note {
  at: number
  text: string
}

/** The case that these groups say. */
export function toCase(record: string, groups: Groups): StandardCase {
  const say = (group: string, field: string) => groups[group]?.[field]
  const text = (group: string, field: string) => String(say(group, field) ?? '')
  const tries = (say('progress', 'steps') ?? []) as { step: string; at: number; tries: number; ok: boolean }[]
  // a note that was added is what the officer sees: the last one said
  const notes = (say('notes', 'entries') ?? []) as Note[]
  return {
    id: caseId(record),
    name: text('identity', 'name'),
    idNumber: text('identity', 'idNumber'),
    birthDate: text('identity', 'birthDate'),
    sex: text('identity', 'sex'),
    ethnicGroup: text('language', 'ethnicGroup'),
    language: text('language', 'hear'),
    address: text('address', 'text'),
    communeCode: text('address', 'communeCode'),
    phone: text('contact', 'phone'),
    phoneOwner: text('contact', 'phoneOwner'),
    consent: say('consent', 'given') === true,
    consentAt: iso(say('consent', 'at')),
    consentMethod: text('consent', 'method'),
    channel: text('visit', 'channel'),
    deviceId: text('visit', 'deviceLabel'),
    officerId: text('visit', 'helper'),
    steps: tries.map((one) => ({ step: steps.theirs(one.step), at: iso(one.at), tries: one.tries, ok: one.ok })),
    attempts: Number(say('progress', 'attempts')),
    outcome: outcomes.theirs(text('outcome', 'outcome')),
    outcomeReason: text('outcome', 'reason'),
    startedAt: iso(say('progress', 'startedAt')),
    finishedAt: iso(say('progress', 'finishedAt')),
    followUpDate: say('outcome', 'followUpDate') === undefined ? null : text('outcome', 'followUpDate'),
    needsInterpreter: say('language', 'needsInterpreter') === true,
    notes: notes.at(-1)?.text ?? '',
  }
}

/** Where each field of the case stands in our record, for one-field edits. */
const places: Partial<Record<keyof StandardCase, readonly [string, string]>> = {
  name: ['identity', 'name'],
  idNumber: ['identity', 'idNumber'],
  birthDate: ['identity', 'birthDate'],
  phone: ['contact', 'phone'],
  address: ['address', 'text'],
  officerId: ['visit', 'helper'],
}

/** What one edit of a field changes; `at` is the instant of a new note. */
export function editPatch(field: string, value: string, at: number): Groups {
  if (field === 'notes') return { notes: { entries: [{ at, text: value }] } }
  if (field === 'outcome') return { outcome: { outcome: outcomes.ours(value) } }
  const place = places[field as keyof StandardCase]
  if (!place) throw new Error(`no place for ${field}`)
  return { [place[0]]: { [place[1]]: value } }
}
