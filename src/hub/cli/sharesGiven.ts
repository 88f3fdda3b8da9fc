import { type Arguments, type Flags, readArguments } from './arguments.ts'
import { lines } from './stdin.ts'

/**
 * The recovery shares of a command, `--share` given as often as there are shares, or `--stdin` with one a line, and its other
 * arguments. Throws `UsageError`.
 */
export async function sharesGiven(
  args: readonly string[],
  flags: Flags,
  places: number,
): Promise<{ shares: string[]; given: Arguments }> {
  const shares: string[] = []
  const others: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? ''
    if (arg.startsWith('--share=')) shares.push(arg.slice('--share='.length))
    else if (arg === '--share') shares.push(args[++at] ?? '')
    else others.push(arg)
  }
  const given = readArguments(others, { ...flags, stdin: 'yes' }, places)
  if (given.yes('stdin')) shares.push(...(await lines()))
  return { shares, given }
}
