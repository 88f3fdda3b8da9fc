import { isIP, SocketAddress } from 'node:net'

/** An IPv4 address that came in over IPv6 (`::ffff:203.0.113.7`) as the IPv4 address it is; others as they are. */
export function plainAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  return mapped?.[1] ?? address
}

/** Is this the very machine that the hub runs on? */
export function isOwnMachine(address: string): boolean {
  const plain = plainAddress(address)
  return plain === '::1' || plain.startsWith('127.')
}

/** The eight groups of an IPv6 address, each as a number in hex. */
function groupsOf(address: string): string[] {
  // normalised: lower case, no zone, and no dotted tail but for mapped addresses, which are IPv4 here
  const [head = '', tail] = new SocketAddress({ address, family: 'ipv6' }).address.split('::')
  const parts = (text: string) => (text === '' ? [] : text.split(':'))
  if (tail === undefined) return parts(head)
  const rest = parts(tail)
  return [...parts(head), ...Array<string>(8 - parts(head).length - rest.length).fill('0'), ...rest]
}

function startOf(address: string, four: number, six: number): string {
  const plain = plainAddress(address)
  const version = isIP(plain)
  if (version === 4) return plain.split('.').slice(0, four).join('.')
  return version === 6 ? groupsOf(plain).slice(0, six).join(':') : 'local'
}

/** The network that one line, one office or one household has: 24 bits of IPv4, 64 of IPv6. For counting, never for the log. */
export const subnetOf = (address: string): string => startOf(address, 3, 4)

/** What one machine may vary at will, and no more: the address itself of IPv4, 64 bits of IPv6, where a stranger has 2^64 of them. */
export const hostOf = (address: string): string => startOf(address, 4, 4)

/** The address in one part of `X-Forwarded-For`, less the port that some proxies add (`1.2.3.4:5555`, `[::1]:55`). */
export function withoutPort(part: string): string {
  const text = part.trim()
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1]
  return plainAddress(bare ?? text)
}

/** For the log: the wide network of an address, never the machine; two numbers of IPv4, two groups of IPv6. */
export function networkOf(address: string): string {
  const network = startOf(address, 2, 2)
  return network === 'local' ? network : `${network}${network.includes('.') ? '.' : ':'}*`
}
