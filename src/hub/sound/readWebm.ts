import { isOpusHead } from './opusHead.ts'

/** Elements that a recorder writes, by their ids (RFC 9559). */
const id = {
  ebml: 0x1a45dfa3,
  docType: 0x4282,
  segment: 0x18538067,
  info: 0x1549a966,
  tracks: 0x1654ae6b,
  track: 0xae,
  number: 0xd7,
  kind: 0x83,
  codec: 0x86,
  codecPrivate: 0x63a2,
  encodings: 0x6d80,
  cluster: 0x1f43b675,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
} as const

/** Seek head, cues, tags, void and sum: nothing in them is played. */
const besides = [0x114d9b74, 0x1c53bb6b, 0x1254c367, 0xec, 0xbf]
const inSegment: readonly number[] = [id.info, id.tracks, id.cluster, ...besides]
/** Time code, position, size of the one before. */
const inCluster: readonly number[] = [0xe7, 0xa7, 0xab, id.simpleBlock, id.blockGroup, 0xec, 0xbf]
const audio = 2

interface Element {
  readonly id: number
  readonly begin: number
  /** of one whose size is not told, as a recorder writes while it runs: up to where the one around it ends */
  readonly end: number
  readonly isOpen: boolean
}

/** A number of variable size (RFC 8794 §4); an id keeps the bit that tells its length. */
function numberAt(bytes: Uint8Array, at: number, most: number, isId: boolean): { value: number; next: number } | null {
  const [first] = bytes.subarray(at)
  const length = first === undefined ? 9 : Math.clz32(first) - 23
  if (first === undefined || length > most || at + length > bytes.length) return null
  const isUnknown = !isId && bytes.subarray(at + 1, at + length).every((byte) => byte === 255)
  if (isUnknown && first === (1 << (9 - length)) - 1) return { value: Number.POSITIVE_INFINITY, next: at + length }
  let value = isId ? first : first & ((1 << (8 - length)) - 1)
  for (const byte of bytes.subarray(at + 1, at + length)) value = value * 256 + byte
  return Number.isSafeInteger(value) ? { value, next: at + length } : null
}

function elementAt(bytes: Uint8Array, at: number, end: number): Element | null {
  const name = numberAt(bytes, at, 4, true)
  const size = name && numberAt(bytes, name.next, 8, false)
  if (!size) return null
  const isOpen = size.value === Number.POSITIVE_INFINITY
  const to = isOpen ? end : size.next + size.value
  return to <= end ? { id: name.value, begin: size.next, end: to, isOpen } : null
}

/** The elements one after the other that fill a place exactly; null where they do not. */
function elementsIn(bytes: Uint8Array, from: number, end: number): Element[] | null {
  const found: Element[] = []
  for (let at = from; at < end; ) {
    const element = elementAt(bytes, at, end)
    if (!element || element.isOpen) return null
    found.push(element)
    at = element.end
  }
  return found
}

const numberOf = (bytes: Uint8Array, { begin, end }: Element) =>
  bytes.subarray(begin, end).reduce((sum, byte) => sum * 256 + byte, 0)
const textOf = (bytes: Uint8Array, { begin, end }: Element) =>
  String.fromCharCode(...bytes.subarray(begin, Math.min(end, begin + 40))).replace(/\0+$/, '')

/** The number of the one track, when it is Opus as it is and nothing around it. */
function opusTrack(bytes: Uint8Array, { begin, end }: Element): number | null {
  const [track, ...more] = (elementsIn(bytes, begin, end) ?? []).filter(({ id: name }) => !besides.includes(name))
  const fields = track?.id === id.track && more.length === 0 ? elementsIn(bytes, track.begin, track.end) : null
  const one = (name: number) => fields?.find((field) => field.id === name)
  const [number, kind, codec, head] = [one(id.number), one(id.kind), one(id.codec), one(id.codecPrivate)]
  if (!number || !kind || !codec || !head || one(id.encodings)) return null
  const isOpus = textOf(bytes, codec) === 'A_OPUS' && isOpusHead(bytes.subarray(head.begin, head.end))
  return isOpus && numberOf(bytes, kind) === audio ? numberOf(bytes, number) : null
}

/** The one packet of a block: of this track, not laced. */
function packetOf(bytes: Uint8Array, { begin, end }: Element, track: number): Uint8Array | null {
  const number = numberAt(bytes, begin, 8, false)
  if (number?.value !== track) return null
  const flags = bytes[number.next + 2]
  if (flags === undefined || number.next + 3 > end || (flags & 0x06) !== 0) return null
  return bytes.subarray(number.next + 3, end)
}

function blocksOf(bytes: Uint8Array, element: Element): Element[] | null {
  if (element.id === id.simpleBlock) return [element]
  if (element.id !== id.blockGroup) return []
  return elementsIn(bytes, element.begin, element.end)?.filter(({ id: name }) => name === id.block) ?? null
}

/**
 * The packets of a WebM file that holds one track of Opus and nothing else; null where any element is none of a recorder's, or does
 * not end where it says.
 */
export function readWebm(bytes: Uint8Array): readonly Uint8Array[] | null {
  const ebml = elementAt(bytes, 0, bytes.length)
  const docType =
    ebml?.id === id.ebml && elementsIn(bytes, ebml.begin, ebml.end)?.find(({ id: name }) => name === id.docType)
  const segment = ebml && docType && textOf(bytes, docType) === 'webm' ? elementAt(bytes, ebml.end, bytes.length) : null
  if (segment?.id !== id.segment || segment.end !== bytes.length) return null
  const packets: Uint8Array[] = []
  let track: number | null = null
  let cluster: Element | null = null
  for (let at = segment.begin; at < segment.end; ) {
    if (cluster && !cluster.isOpen && at === cluster.end) cluster = null
    const isClosed: boolean = cluster !== null && !cluster.isOpen
    const element = elementAt(bytes, at, cluster && isClosed ? cluster.end : segment.end)
    const isInside = element && cluster && inCluster.includes(element.id)
    if (!element || !(isInside || (!isClosed && inSegment.includes(element.id)))) return null
    // only a segment and a cluster are written before their end is known
    if (element.isOpen && element.id !== id.cluster) return null
    if (element.id === id.tracks) {
      track = track === null ? opusTrack(bytes, element) : null
      if (track === null) return null
    }
    if (element.id === id.cluster) {
      if (track === null) return null
      cluster = element
      at = element.begin
      continue
    }
    if (!isInside) cluster = null
    const blocks = isInside ? blocksOf(bytes, element) : []
    const found = blocks?.map((block) => (track === null ? null : packetOf(bytes, block, track)))
    if (!found) return null
    for (const packet of found) {
      if (!packet) return null
      packets.push(packet)
    }
    at = element.end
  }
  return track === null ? null : packets
}
