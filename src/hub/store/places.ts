import type { BranchRow } from './rows.ts'

/** Up to which number a branch's path says where its items lie. */
export const coverOf = ({ path }: BranchRow): number => path.at(-1)?.[1] ?? 0

/** Under which chain or branch item `n` of a branch lies (SPEC CHN-8). */
export const placeIn = ({ chain, path }: BranchRow, n: number): string =>
  path.find(([, upTo]) => n <= upTo)?.[0] ?? chain

/** The branch with its items up to `n` lying under `chain`, beyond what it covered. */
export function reachedTo(branch: BranchRow, chain: string, n: number): BranchRow {
  const last = branch.path.at(-1)
  const before = last?.[0] === chain ? branch.path.slice(0, -1) : branch.path
  return { ...branch, path: [...before, [chain, n]] }
}
