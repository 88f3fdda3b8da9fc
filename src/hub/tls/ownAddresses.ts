import { networkInterfaces } from 'node:os'

/** The IPv4 addresses under which this machine stands in its private networks, and this machine itself. */
export function ownAddresses(): string[] {
  const found = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
  const four = found.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address)
  return [...four.filter(isPrivate), '127.0.0.1']
}

/** Is it an address of a private network (RFC 1918)? */
export const isPrivate = (address: string): boolean => /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)
