import type { Sex } from './choices.ts'
import type { CardField, CitizenCard } from './citizenCard.ts'
import { foldVietnamese } from './foldVietnamese.ts'
import { formatPartialDate, partialDateFromTyped } from './partialDate.ts'
import { checkOldIdNumber } from './personalId.ts'
import { parsePersonName } from './personName.ts'
import { isBare, type LookedAtText, lookAtText, type TextDamage } from './textDamage.ts'

/** A QR code of version 40 holds no more; what is longer was made to be. */
const longest = 4000
const leastFields = 7

const readDate = (text: string): string | undefined => {
  const [, day = '', month = '', year = ''] = /^(\d{2})(\d{2})(\d{4})$/.exec(text) ?? []
  const known = (two: string) => (two === '00' ? '' : two)
  const parsed = partialDateFromTyped({ day: known(day), month: known(month), year })
  return parsed.ok ? formatPartialDate(parsed.date) : undefined
}

const readSex = (text: string): Sex | undefined => {
  const word = foldVietnamese(text)
  return word === 'nam' ? 'm' : word === 'nu' ? 'f' : undefined
}

const readOldNumber = (text: string): string | undefined => {
  const { ok, oldIdNumber } = checkOldIdNumber(text)
  return ok ? oldIdNumber : undefined
}

/** Signs that no name holds are damage too, and then a person writes it. */
const lookAtName = (text: string): LookedAtText => {
  const looked = lookAtText(text)
  return looked.damage === 'broken' || parsePersonName(looked.text).ok ? looked : { ...looked, damage: 'broken' }
}

const damageOf = (looked: LookedAtText | undefined, bare: boolean): TextDamage | undefined =>
  looked?.damage ?? (looked && bare ? 'bare' : undefined)

/**
 * Reads the QR of a citizen's card with a chip (facts §1): seven fields or more with `|` between them, ID number, CMND number,
 * name, birth, sex, residence, day of issue. Empty ones pass, further ones are left alone. A field that stands there and is not
 * what it should be is named in `unread`; the day of issue has no place in a record.
 * @returns null for anything else: another QR, or a card laid out in a way that is not known here
 */
export const parseCardQr = (text: string): CitizenCard | null => {
  if (text.length > longest) return null
  const parts = text.split('|').map((part) => part.trim())
  const [idNumber = '', old = '', nameText = '', birth = '', sexText = '', place = ''] = parts
  if (parts.length < leastFields || !/^\d{12}$/.test(idNumber)) return null
  const looked = {
    name: nameText === '' ? undefined : lookAtName(nameText),
    address: place === '' ? undefined : lookAtText(place),
  }
  const read = {
    oldIdNumber: old === idNumber ? undefined : readOldNumber(old),
    birthDate: readDate(birth),
    sex: readSex(lookAtText(sexText).text),
  }
  // a number, and nothing of a person where a person should stand: a layout of its own
  if (!looked.name && !read.birthDate && !read.sex) return null
  const given: Readonly<Partial<Record<CardField, string>>> = {
    oldIdNumber: old === idNumber ? '' : old,
    birthDate: birth,
    sex: sexText,
  }
  // a man's card without an address may well hold no accent; anybody else's has lost them
  const bare = isBare(nameText) && isBare(`${sexText} ${place}`) && (place !== '' || read.sex === 'f')
  const damage = { name: damageOf(looked.name, bare), address: damageOf(looked.address, bare) }
  return {
    from: 'qr',
    idNumber,
    ...defined(read),
    ...defined({ name: looked.name?.text, address: looked.address?.text }),
    damage: defined(damage),
    unread: (['oldIdNumber', 'birthDate', 'sex'] as const).filter(
      (field) => given[field] !== '' && read[field] === undefined,
    ),
  }
}

/** Without the fields that are undefined. */
const defined = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
