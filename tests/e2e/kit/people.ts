/** A resident who does not exist; every value can be looked for afterwards. */
export interface Resident {
  name: string
  idNumber: string
  birth: { day: string; month: string; year: string }
  sex: 'f' | 'm'
  phone: string
  house: string
  /** typed into the search for a commune, without accents */
  communeTyped: string
  /** as the list shows it; an old name */
  communeOld: string
  communeNew: string
}

/** 070 Bình Phước, 1 = woman born 19xx, 52 = 1952: the number fits sex and year (facts §1). */
export const thiMauDon: Resident = {
  name: 'Thị Mẫu Đơn',
  idNumber: '070152000017',
  birth: { day: '5', month: '3', year: '1952' },
  sex: 'f',
  phone: '0912000017',
  house: 'tổ 2, ấp Thử',
  communeTyped: 'thac mo',
  communeOld: 'Phường Thác Mơ',
  communeNew: 'Phường Phước Long',
}
