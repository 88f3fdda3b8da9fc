import { type ParseArgsConfig, parseArgs } from 'node:util'

/** The command line is wrong; `word` names the sentence. */
export class UsageError extends Error {
  constructor(
    readonly word: 'unknownOption' | 'missingOption' | 'unknownCommand',
    readonly data: Record<string, string>,
  ) {
    super(word)
    this.name = 'UsageError'
  }
}

export type Flags = Record<string, 'text' | 'yes'>
export interface Arguments {
  text(name: string): string | undefined
  /** @throws UsageError when it was not given */
  must(name: string): string
  yes(name: string): boolean
  rest: readonly string[]
}

/** Read a command's arguments; an unknown flag, a missing value or one word too many is refused. Throws `UsageError`. */
export function readArguments(args: readonly string[], flags: Flags, places = 0): Arguments {
  const options: NonNullable<ParseArgsConfig['options']> = {}
  for (const [name, kind] of Object.entries(flags)) options[name] = { type: kind === 'text' ? 'string' : 'boolean' }
  for (const arg of args) {
    const name = /^--([^=]+)/.exec(arg)?.[1]
    if (name !== undefined && !Object.hasOwn(flags, name))
      throw new UsageError('unknownOption', { option: `--${name}` })
    if (name === undefined && /^-./.test(arg)) throw new UsageError('unknownOption', { option: arg })
  }
  let parsed: ReturnType<typeof parseArgs>
  try {
    parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
  } catch {
    const bare = args.find((arg) => flags[arg.replace(/^--/, '').split('=')[0] ?? ''] !== undefined) ?? ''
    throw new UsageError('missingOption', { option: bare })
  }
  const extra = parsed.positionals[places]
  if (extra !== undefined) throw new UsageError('unknownOption', { option: extra })
  const text = (name: string) => {
    const value = parsed.values[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  return {
    text,
    must: (name) => {
      const value = text(name)
      if (value === undefined) throw new UsageError('missingOption', { option: `--${name}` })
      return value
    },
    yes: (name) => parsed.values[name] === true,
    rest: parsed.positionals,
  }
}
