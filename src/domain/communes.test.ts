import { describe, expect, it } from 'vitest'
import { findCommune, searchCommunes } from './communes.ts'
import { loadCommunes, parseCommunesPack } from './communesPack.ts'

const list = loadCommunes()
const names = (query: string, most?: number) =>
  searchCommunes(list, query, most).map(({ kind, commune }) => `${kind} ${commune.name}`)

describe('the pack', () => {
  it('holds the figures of facts §0', () => {
    expect(list.communes).toHaveLength(131)
    expect(list.oldCommunes).toHaveLength(361)
    expect(list.communes.filter(({ province }) => province === 'Thành phố Đồng Nai')).toHaveLength(95)
    expect(list.communes.filter(({ province }) => province === 'Thành phố Hồ Chí Minh')).toHaveLength(36)
    expect(list.communes.filter(({ formerName }) => formerName)).toHaveLength(10)
    expect(list.oldCommunes.filter(({ candidates }) => candidates.length > 1)).toHaveLength(17)
    const dongNai = list.communes.filter(({ province }) => province === 'Thành phố Đồng Nai')
    expect(dongNai.filter(({ name }) => name.startsWith('Phường'))).toHaveLength(33)
  })

  it('refuses a pack that is wrong, and says where', () => {
    const pack = {
      version: '1',
      source: 'test',
      newListDate: '2026-04-30',
      oldListDate: '2025-06-30',
      newProvinces: { '75': 'Thành phố Đồng Nai' },
      oldProvinces: { '70': 'Tỉnh Bình Phước' },
      districts: [['Huyện Lộc Ninh', '70']],
      new: [['25270', 'Phường Lộc Ninh', '75']],
      old: [['25270', 'Thị trấn Lộc Ninh', 0, '25270']],
    }
    expect(parseCommunesPack(pack).oldCommunes[0]?.candidates[0]?.name).toBe('Phường Lộc Ninh')
    expect(() => parseCommunesPack({ ...pack, old: [['25270', 'Thị trấn Lộc Ninh', 0, '99999']] })).toThrow('99999')
    expect(() => parseCommunesPack({ ...pack, old: [['25270', 'Thị trấn Lộc Ninh', 7, '25270']] })).toThrow(
      'district: 7',
    )
    expect(() => parseCommunesPack({ ...pack, new: [['2527', 'Phường Lộc Ninh', '75']] })).toThrow()
  })
})

describe('searchCommunes', () => {
  it('finds by new and old name without accents', () => {
    expect(names('loc khanh')).toContain('old Xã Lộc Khánh')
    expect(names('Phước Bình')[0]).toBe('new Phường Phước Bình')
    expect(names('phuong long phuoc')).toContain('old Phường Long Phước')
  })

  it('finds by district, by the name until 29/4/2026, and word starts in any order', () => {
    expect(names('thac mo phuoc long')).toEqual(['old Phường Thác Mơ'])
    expect(names('xa tan khai')).toContain('new Phường Tân Khai')
    expect(names('ninh loc')).toContain('new Phường Lộc Ninh')
  })

  it('puts the exact name first, keeps the limit, and finds nothing for nothing', () => {
    expect(names('Tân Phú', 3)).toHaveLength(3)
    expect(names('Tân Phú')[0]).toMatch(/^new (Phường|Xã) Tân Phú$/)
    expect(names('  ')).toEqual([])
    expect(names('zzz')).toEqual([])
  })

  it('gives every part of a split commune to choose from', () => {
    const split = list.oldCommunes.find(({ code }) => code === '25741')
    expect(split?.candidates.map(({ code }) => code)).toEqual(['25747', '25750'])
    const found = searchCommunes(list, `${split?.name} ${split?.district}`)[0]
    expect(found?.candidates).toHaveLength(2)
  })
})

it('finds a code only together with its list date (facts §0: 25220)', () => {
  expect(findCommune(list, { code: '25220', listDate: '2026-04-30' })?.commune.name).toBe('Phường Phước Bình')
  expect(findCommune(list, { code: '25220', listDate: '2025-06-30' })?.commune.name).toBe('Phường Long Phước')
  expect(findCommune(list, { code: '25220', listDate: '2020-01-01' })).toBeUndefined()
})
