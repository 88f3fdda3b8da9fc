import { utf8, uuidFromRandom } from '../crypto/bytes.ts'
import type { CryptoPort } from '../crypto/CryptoPort.ts'

/** An evening of a team in a hamlet; ids as uuids, the evening an ISO day. */
export interface EveningOf {
  readonly team: string
  readonly unit: string
  readonly evening: string
}

/** What an evening's plan is called: whoever plans it, at the desk or on a tablet, writes in one record (SPEC RND-6). */
export const eveningName = ({ team, unit, evening }: EveningOf): string => `evening ${team} ${unit} ${evening}`

/** What a team's target is called. */
export const goalName = (team: string): string => `goal ${team}`

/**
 * The id of the round record of that name, made of the name (SPEC RND-6).
 * @param after how many records of that name were erased before it
 */
export async function roundId(
  { sha256 }: Pick<CryptoPort, 'sha256'>,
  tenant: string,
  name: string,
  after = 0,
): Promise<string> {
  const digest = await sha256(utf8(`tram-so/round ${tenant} ${name} ${after}`))
  return uuidFromRandom(digest.subarray(0, 16))
}
