import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const onlyOne = pathToFileURL(join(import.meta.dirname, '../../scripts/onlyOne.mjs')).href

/** Begins a turn, writes it down, and ends it when its standard input does. */
const holder = (name: string, folder: string) => `
  import { appendFileSync } from 'node:fs'
  import { takeTurn } from '${onlyOne}'
  const endTurn = takeTurn('work', '${folder}')
  appendFileSync('${folder}/log', '${name} begins\\n')
  console.log('begun')
  for await (const _ of process.stdin);
  appendFileSync('${folder}/log', '${name} ends\\n')
  endTurn()`

describe('one at a time in a checkout', () => {
  let folder: string
  const children: ChildProcess[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tram-so-turn-'))
  })
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })
  function start(name: string) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', holder(name, folder)], { stdio: 'pipe' })
    children.push(child)
    return { child, begun: once(child.stdout, 'data'), waits: once(child.stderr, 'data'), ended: once(child, 'exit') }
  }

  it('waits for a live one, says so, and leaves no lock behind', async () => {
    const first = start('first')
    await first.begun
    const second = start('second')
    expect(String((await second.waits)[0])).toContain(`process ${first.child.pid} is at it already`)
    first.child.stdin.end()
    await second.begun
    second.child.stdin.end()
    expect((await second.ended)[0]).toBe(0)
    expect(readFileSync(join(folder, 'log'), 'utf8')).toBe('first begins\nfirst ends\nsecond begins\nsecond ends\n')
    expect(readdirSync(folder)).toEqual(['log'])
  })

  it('does not wait for one that was killed', async () => {
    const first = start('first')
    await first.begun
    first.child.kill('SIGKILL')
    await first.ended
    expect(existsSync(join(folder, '.work.lock'))).toBe(true)
    const second = start('second')
    await second.begun
    second.child.stdin.end()
    expect((await second.ended)[0]).toBe(0)
    expect(readdirSync(folder)).toEqual(['log'])
  })
})
