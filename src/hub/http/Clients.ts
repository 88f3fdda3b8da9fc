import { BlockList, isIP } from 'node:net'
import { isOwnMachine, plainAddress, withoutPort } from './address.ts'

/** What is read of a request: hono's context has it. */
interface Asked {
  env: { incoming?: { socket: { remoteAddress?: string | undefined } } } | undefined
  req: { header(name: 'x-forwarded-for'): string | undefined }
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')

/**
 * Where a request came from. `X-Forwarded-For` is anybody's to write, so it is believed only from a proxy that the
 * settings name, and only as far as such proxies wrote it: read from its end, the first address that is no proxy's.
 */
export class Clients {
  private readonly proxies = new BlockList()

  /** @param trusted addresses or networks (`10.0.0.0/8`) of proxies, as the settings checked them */
  constructor(trusted: readonly string[] = []) {
    for (const one of trusted) {
      const [address = '', bits] = one.split('/')
      if (bits === undefined) this.proxies.addAddress(address, familyOf(address))
      else this.proxies.addSubnet(address, Number(bits), familyOf(address))
    }
  }

  /** May this address hold as many lines as it likes: a proxy of ours, or this very machine? */
  mayCrowd(address: string): boolean {
    const plain = plainAddress(address)
    return isOwnMachine(plain) || (isIP(plain) !== 0 && this.proxies.check(plain, familyOf(plain)))
  }

  /** The address to count by; 'local' where the request came over no network (tests that call the app directly). */
  addressOf(context: Asked): string {
    let address = plainAddress(context.env?.incoming?.socket.remoteAddress ?? 'local')
    const forwarded = (context.req.header('x-forwarded-for') ?? '').split(',').map(withoutPort)
    while (isIP(address) !== 0 && this.proxies.check(address, familyOf(address))) {
      const before = forwarded.pop()
      // a proxy that says nothing, or no address: then it is the nearest that is known
      if (before === undefined || isIP(before) === 0) break
      address = before
    }
    return address
  }
}
