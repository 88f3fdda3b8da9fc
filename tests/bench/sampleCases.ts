import type { StandardCase } from './peer/standardCase.ts'

/*
 * Invented cases of the yardstick's standard shape, 26 fields and about 1.2 kB as JSON, the same for the same seed in Node and
 * in the browser. Their words are these lists alone and not those that the wire's dictionary is made of.
 */

const listOf = (words: string) => words.split(' ')
const family = listOf('Nguyễn Trần Lê Phạm Hoàng Lù Vàng Hảng Điểu Thạch Sơn Danh Lâm Quàng Lò Cầm Hà Kso Rơ-ô Y-Bham')
const given = listOf('An Bưởi Chiêng Dếnh Giàng Hiền Khuê Lụa Mỷ Nhẫn Oanh Pháo Quế Rin Sính Thào Ước Vỹ Xuyên Yến')
const places = listOf('Bom Lốp Sen Trúc Đắk Nhau Phú Sơn Tà Thiết Lộc Khánh Bù Ka Thanh Hòa Tân Hưng Minh Đức')
const words = listOf(
  'hôm nay nhà có hai người đến muộn vì mưa to đường lầy bác nói chưa nhận tin nhắn máy báo pin yếu cháu giúp bấm nhầm phím ngồi chờ lâu quá con dâu cầm thẻ giữ hộ xin về lấy sổ mắt kém đọc chữ nhỏ tay run ảnh mờ thử lần nữa mới được rồi nghỉ uống nước trạm sóng chập chờn hẹn thứ ba tuần tới gọi số tổng đài không ai nghe',
)
const outcomes = ['activated', 'activated', 'activated', 'pending', 'refused', 'failed', 'referred']
const reasons = ['', 'phoneDiffers', 'otpNotCome', 'nfcFails', 'noSmartphone']
const ladder = ['consent', 'card-read', 'face', 'phone-otp', 'pin', 'confirm']
const firstAt = Date.UTC(2026, 9, 1, 12)

/** mulberry32: small, seeded, the same everywhere */
function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const base32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The `index`-th case of a seed; ids ascend with the index. */
export function sampleCase(seed: number, index: number): StandardCase {
  const next = random(Math.imul(seed, 7919) + index * 104729 + 17)
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const any = (list: readonly string[]): string => list[int(0, list.length - 1)] ?? ''
  const digits = (count: number) => Array.from({ length: count }, () => int(0, 9)).join('')
  const two = (value: number) => String(value).padStart(2, '0')
  const phrase = (count: number) => Array.from({ length: count }, () => any(words)).join(' ')
  const iso = (at: number) => new Date(at).toISOString()

  const startedAt = firstAt + index * 420_000 + int(0, 400_000)
  let at = startedAt
  const outcome = any(outcomes)
  const steps = ladder.slice(0, outcome === 'activated' ? 6 : int(2, 5)).map((step) => {
    at += int(5_000, 100_000)
    return { step, at: iso(at), tries: int(1, 3), ok: next() < 0.8 }
  })
  let id = ''
  for (let left = startedAt, i = 0; i < 10; i++, left = Math.floor(left / 32)) id = `${base32[left % 32]}${id}`
  for (let i = 0; i < 16; i++) id += base32[int(0, 31)]
  const birth = int(1936, 2011)
  return {
    id,
    name: `${any(family)} ${any(given)} ${any(given)}`,
    idNumber: `0${two(int(1, 96))}${int(0, 3)}${two(birth % 100)}${digits(6)}`,
    birthDate: `${birth}-${two(int(1, 12))}-${two(int(1, 28))}`,
    sex: any(['f', 'm']),
    ethnicGroup: any(['Kinh', 'Xtiêng', 'Khơ-me', 'Tày', 'Nùng', 'Mnông', 'Hoa']),
    language: any(['vie', 'sti', 'stt', 'khm', 'tyz', 'nut', 'cmo']),
    address: `Số ${int(1, 240)}, thôn ${any(places)} ${any(places)}, xã ${any(places)} ${any(places)}, tỉnh Đồng Nai`,
    communeCode: `25${digits(3)}`,
    phone: `0${any(['3', '5', '7', '8', '9'])}${digits(8)}`,
    phoneOwner: any(['self', 'self', 'relative', 'shared', 'none']),
    consent: outcome !== 'refused',
    consentAt: iso(startedAt + int(1_000, 5_000)),
    consentMethod: any(['voice', 'signature', 'fingerprint']),
    channel: any(['mobile-team', 'home-visit', 'kiosk']),
    deviceId: `may-${digits(3)}`,
    officerId: `tnv-${digits(3)}`,
    steps,
    attempts: int(1, 4),
    outcome,
    outcomeReason: outcome === 'activated' ? '' : any(reasons),
    startedAt: iso(startedAt),
    finishedAt: iso(at),
    followUpDate: outcome === 'activated' ? null : `2026-${two(int(10, 12))}-${two(int(1, 28))}`,
    needsInterpreter: next() < 0.3,
    notes: `${phrase(int(14, 22))}. ${phrase(int(12, 22))}, ${phrase(int(5, 10))}.`,
  }
}

/** The new value of a one-field edit. */
export const editedHelper = (index: number): string => `tnv-${String((index * 37) % 1000).padStart(3, '0')}x`
