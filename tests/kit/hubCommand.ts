import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')
const main = process.env.TRAM_SO_HUB ?? join(root, 'dist/hub/main.js')

export interface CommandEnded {
  code: number | null
  out: string
  err: string
}

/** Run one of the hub's commands as built, in a process of its own. */
export async function hubCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input = '',
): Promise<CommandEnded> {
  const child = spawn(process.execPath, [join(dirname(main), 'cli.js'), ...args], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/', LANG: 'en_US.UTF-8', ...env },
  })
  const ended: CommandEnded = { code: null, out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    ended.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    ended.err += text
  })
  child.stdin.end(input)
  const [code] = await once(child, 'close')
  return { ...ended, code }
}
