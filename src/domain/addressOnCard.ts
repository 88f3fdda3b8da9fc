import type { CommuneFound, CommuneList } from './communes.ts'
import { foldVietnamese } from './foldVietnamese.ts'

/** What a card's residence says: the commune where this tablet's lists have it, and the words before it. */
export interface AddressOnCard {
  /** house, hamlet; the whole address where no commune was found */
  readonly text: string
  readonly found?: CommuneFound
}

const kindWord = /^(?:xa|phuong|thi tran|tt|p|huyen|quan|thi xa|tx|thanh pho|tp|tinh) /
const bare = (name: string) => foldVietnamese(name).replace(kindWord, '')
const isOne = <T>(found: readonly T[]): found is readonly [T] => found.length === 1

/**
 * Takes an address as cards print it apart, from its end: commune, district, province on cards of before 1/7/2025, commune and
 * province on those after. Found is only what one unit alone is called.
 */
export const readAddressOnCard = (list: CommuneList, address: string): AddressOnCard => {
  const parts = address.split(',').map((part) => part.trim())
  const [commune = '', district = '', province = ''] = parts.slice(-3).map(bare)
  const olds = list.oldCommunes.filter(
    (one) => bare(one.name) === commune && bare(one.district) === district && bare(one.province) === province,
  )
  if (parts.length >= 3 && isOne(olds)) {
    const [old] = olds
    return { text: parts.slice(0, -3).join(', '), found: { kind: 'old', commune: old, candidates: old.candidates } }
  }
  const [name = '', place = ''] = parts.slice(-2).map(bare)
  const news = list.communes.filter(
    (one) => [one.name, one.formerName ?? ''].map(bare).includes(name) && bare(one.province) === place,
  )
  if (parts.length >= 2 && isOne(news)) {
    const [today] = news
    return { text: parts.slice(0, -2).join(', '), found: { kind: 'new', commune: today, candidates: [today] } }
  }
  return { text: address }
}
