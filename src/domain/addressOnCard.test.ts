import { expect, it } from 'vitest'
import { readAddressOnCard } from './addressOnCard.ts'
import { loadCommunes } from './communesPack.ts'

const read = (address: string) => {
  const { text, found } = readAddressOnCard(loadCommunes(), address)
  return [text, found?.commune.name ?? null, found?.candidates.length ?? 0]
}

it('takes commune, district and province off the end of an address as cards print it', () => {
  expect(read('Ấp 5, Lộc Khánh, Lộc Ninh, Bình Phước')).toEqual(['Ấp 5', 'Xã Lộc Khánh', 1])
  expect(read('Tổ 3, Ấp 2, xã Lộc Khánh, huyện Lộc Ninh, tỉnh Bình Phước')).toEqual(['Tổ 3, Ấp 2', 'Xã Lộc Khánh', 1])
  expect(read('Lộc Khánh, Lộc Ninh, Bình Phước')).toEqual(['', 'Xã Lộc Khánh', 1])
})

it('knows the two levels of cards made since the mergers', () => {
  const [today] = loadCommunes().communes
  expect(read(`Ấp 1, ${today?.name}, ${today?.province}`)).toEqual(['Ấp 1', today?.name, 1])
})

it('leaves an address whole that ends elsewhere, or nowhere', () => {
  for (const address of ['Thôn 1, Thử, Mẫu, Hà Giang', 'Ấp 5', '', 'Lộc Ninh, Bình Phước']) {
    expect(read(address)).toEqual([address, null, 0])
  }
})
