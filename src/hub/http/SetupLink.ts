import { base64url, utf8 } from '../../crypto/bytes.ts'
import type { CryptoPort } from '../../crypto/CryptoPort.ts'
import { Problem } from '../../protocol/problems.ts'

/**
 * The one-time set-up link. Its token is derived from the hub's secret and how many communes are set up already: it is
 * the same for every hub of one database and after a restart, and no longer right as soon as a commune was made with it.
 */
export class SetupLink {
  private turn: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly crypto: CryptoPort,
    private readonly secret: Uint8Array,
    private readonly ready: () => Promise<number>,
  ) {}

  /** The token that works now. */
  async token(): Promise<string> {
    return this.tokenFor(await this.ready())
  }

  /** Run `work` if the token is right, one at a time. Throws `Problem` `token-used` or `token-unknown`. */
  use<T>(token: string, work: () => Promise<T>): Promise<T> {
    const result = this.turn.then(async () => {
      const done = await this.ready()
      if (token !== (await this.tokenFor(done))) {
        for (let earlier = 0; earlier < done; earlier++) {
          if (token === (await this.tokenFor(earlier))) throw new Problem('token-used')
        }
        throw new Problem('token-unknown')
      }
      return work()
    })
    this.turn = result.catch(() => undefined)
    return result
  }

  private async tokenFor(done: number): Promise<string> {
    const info = utf8(`tram-so/setup/1 ${done}`)
    return base64url(await this.crypto.hkdf(this.secret, new Uint8Array(0), info, 24))
  }
}
