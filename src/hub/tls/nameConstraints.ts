import { isIPv4 } from 'node:net'

/** Private networks (RFC 1918) and this machine: where a hub stands whose tablets trust an authority of its own. */
const privateNetworks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '127.0.0.0/8'] as const

/** One value of DER: tag, length, content. */
function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = Buffer.concat(parts)
  const { length } = content
  const head =
    length < 128 ? [tag, length] : length < 256 ? [tag, 0x81, length] : [tag, 0x82, length >> 8, length & 255]
  return Buffer.concat([Uint8Array.from(head), content])
}

function networkBytes(network: string): Uint8Array {
  const [address = '', bits = ''] = network.split('/')
  const mask = (0xffffffff << (32 - Number(bits))) >>> 0
  return Uint8Array.from([
    ...address.split('.').map(Number),
    mask >>> 24,
    (mask >>> 16) & 255,
    (mask >>> 8) & 255,
    mask & 255,
  ])
}

/**
 * The value of the extension `nameConstraints` (RFC 5280 §4.2.1.10) that lets an authority speak for one host name and for
 * private addresses only: tablets trust it, so whoever steals its key must not become anybody's bank.
 */
export function nameConstraints(host: string): Uint8Array<ArrayBuffer> {
  const name = (text: string) => der(0x30, der(0x82, Buffer.from(text, 'ascii')))
  const networks = privateNetworks.map((network) => der(0x30, der(0x87, networkBytes(network))))
  // a kind of name that nothing is said of is unconstrained, so an address alone must exclude every name: the empty one
  if (isIPv4(host)) return Uint8Array.from(der(0x30, der(0xa0, ...networks), der(0xa1, name(''))))
  return Uint8Array.from(der(0x30, der(0xa0, name(host), ...networks)))
}
