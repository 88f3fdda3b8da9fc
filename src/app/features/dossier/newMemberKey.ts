import { nextRepeatedKey } from '../../../domain/repeatedGroups.ts'

/** A key that no other tablet will come upon (decision 010). The page is a secure context: nothing else can be enrolled. */
export const newMemberKey = (known: readonly string[]): string =>
  nextRepeatedKey('member', known, crypto.randomUUID().slice(0, 8))
