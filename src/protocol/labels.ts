import { utf8 } from '../crypto/bytes.ts'

/** Domain separation labels of SPEC.md: one for each use of a hash, key or signature. */
export const labels = {
  session: utf8('tram-so/session/1'),
  secret: utf8('tram-so/secret/1'),
  commit: utf8('tram-so/commit/1'),
  header: utf8('tram-so/header/1'),
  key: utf8('tram-so/key/1'),
  item: utf8('tram-so/item/1'),
  chain: utf8('tram-so/chain/1'),
  branch: utf8('tram-so/branch/1'),
  frame: utf8('tram-so/frame/1'),
  photo: utf8('tram-so/photo/1'),
  pull: utf8('tram-so/pull/1'),
  claim: utf8('tram-so/claim/1'),
  page: utf8('tram-so/page/1'),
  pin: utf8('tram-so/pin/1'),
  unlock: utf8('tram-so/unlock/1'),
  team: utf8('tram-so/team/1'),
  older: utf8('tram-so/older/1'),
  draft: utf8('tram-so/draft/1'),
  code: utf8('tram-so/code/1'),
  provision: utf8('tram-so/provision/1'),
  challenge: utf8('tram-so/challenge/1'),
  recover: utf8('tram-so/recover/1'),
  recovered: utf8('tram-so/recovered/1'),
} as const
