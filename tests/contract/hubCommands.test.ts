import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freePort } from '../../src/hub/embedded/freePort.ts'

const root = resolve(import.meta.dirname, '../..')
const main = join(root, 'dist/hub/main.js')
const cli = join(root, 'dist/hub/cli.js')

describe('the hub and its commands, as built, in real processes', () => {
  beforeAll(() => {
    const built = spawnSync(process.execPath, [join(root, 'scripts/build.mjs'), '--hub'], { encoding: 'utf8' })
    expect([built.status, built.stderr]).toEqual([0, expect.any(String)])
  }, 200_000)

  let dataDir: string
  let env: Record<string, string>
  const hubs: Array<ReturnType<typeof spawn>> = []
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'tram-so-hub-'))
    const [port, deskPort] = [await freePort(), await freePort()]
    env = { DATA_DIR: dataDir, PORT: String(port), DESK_PORT: String(deskPort), LANG: 'en_US.UTF-8', LC_ALL: '' }
  })
  afterEach(async () => {
    for (const hub of hubs.splice(0)) {
      if (hub.exitCode !== null || hub.signalCode !== null) continue
      const gone = once(hub, 'exit')
      hub.kill('SIGTERM')
      await gone
    }
    rmSync(dataDir, { recursive: true, force: true })
  })

  const start = (script: string, args: string[], more: Record<string, string> = {}, input = '') => {
    const child = spawn(process.execPath, [script, ...args], {
      env: { ...process.env, ...env, ...more },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    child.stdin.end(input)
    return child
  }
  const run = async (args: string[], more: Record<string, string> = {}, input = '', script = cli) => {
    const child = start(script, args, more, input)
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    const [code] = await once(child, 'close')
    return { code, out, err }
  }
  /** Start a practice hub; resolves with its line of JSON. */
  const practice = async () => {
    const hub = start(main, ['--practice'], { LOG_LEVEL: 'error' })
    hubs.push(hub)
    for await (const line of createInterface(hub.stdout))
      if (line.startsWith('{')) return { hub, said: JSON.parse(line) }
    throw new Error('the hub said nothing')
  }

  it('finds its practice commune again, and does commands beside the running hub', async () => {
    const { hub, said } = await practice()
    expect(Object.keys(said)).toEqual(['url', 'fieldUrl', 'officeUrl', 'volunteerPin', 'officer', 'enrolUrl'])
    expect(statSync(join(dataDir, 'practice.json')).mode & 0o777).toBe(0o600)
    const link = await run(['enrol-token', '--unit', 'ap-thu', '--json'])
    expect(link.code).toBe(0)
    expect(JSON.parse(link.out).enrolUrl).toMatch(new RegExp(`^${said.fieldUrl}/enrol#token=`))
    expect(await run(['enrol-token', '--unit', 'nope'])).toMatchObject({ code: 1, out: '' })
    const written = await run(['receipts', '--to', join(dataDir, 'receipts'), '--json'])
    expect([written.code, JSON.parse(written.out)], 'no tablet has sent anything yet').toEqual([0, { files: [] }])
    expect((await run(['receipts'])).code, 'where to?').toBe(2)
    const added = await run(['add-officer', '--name', 'canbo2', '--display-name', 'Cán bộ Hai', '--json'])
    const { password } = JSON.parse(added.out)
    const again = await run(['add-officer', '--name', 'canbo2', '--display-name', 'Cán bộ Hai', '--json'])
    expect([again.code, again.err]).toEqual([1, 'This name is taken.\n'])
    const volunteer = ['add-volunteer', '--name', 'Người Thử', '--pin-stdin', '--json']
    expect((await run(volunteer, {}, '123456\n')).err).toBe('Not a valid value: pin.\n')
    const [code, out] = await run(volunteer, {}, '482913\n').then((done) => [done.code, done.out])
    expect([code, JSON.parse(String(out)).name, String(out)]).toEqual([
      0,
      'Người Thử',
      expect.not.stringMatching('482913'),
    ])
    const audit = await run(['verify-audit', '--json'])
    expect([audit.code, JSON.parse(audit.out)]).toEqual([
      0,
      expect.objectContaining({ ok: true, communeCode: '00000' }),
    ])

    const { communes } = await (await fetch(`${said.officeUrl}/api/desk/state`)).json()
    const login = (officer: { name: string; password: string }) =>
      fetch(`${said.officeUrl}/api/desk/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-tram-so': '1' },
        body: JSON.stringify({ commune: communes[0].id, ...officer }),
      })
    expect((await login({ name: 'canbo2', password })).status).toBe(200)

    const gone = once(hub, 'exit')
    hub.kill('SIGINT')
    expect((await gone)[0]).toBe(0)
    const second = await practice()
    expect(second.said).toEqual({ ...said, enrolUrl: expect.not.stringMatching(said.enrolUrl.split('.')[1]) })
    expect((await login(said.officer)).status).toBe(200)
  }, 300_000)

  it('prints the one-time set-up link at a first start, and a command prints it again', async () => {
    const hub = start(main, [], { LOG_LEVEL: 'error' })
    hubs.push(hub)
    let link = ''
    for await (const line of createInterface(hub.stdout)) {
      link = /http:\S+\/setup#token=\S+/.exec(line)?.[0] ?? ''
      if (link !== '') break
    }
    expect(JSON.parse((await run(['setup-link', '--json'])).out)).toEqual({ setupUrl: link })
    expect((await run(['enrol-token', '--unit', 'x'])).err).toBe(
      'There is no commune yet. Open the set-up link first.\n',
    )
  }, 200_000)

  it('says in one line what is wrong with settings, ports and words, and leaves nothing running', async () => {
    const hub = (args: string[], more = {}) => run(args, more, '', main)
    expect(await hub([], { PORT: 'x' })).toEqual({
      code: 2,
      out: '',
      err: 'Wrong setting: PORT. It takes a port number from 1 to 65535.\n',
    })
    expect(await hub(['--practise'])).toMatchObject({ code: 2, err: 'There is no option "--practise". Try --help.\n' })
    expect(await hub([], { DATABASE_URL: 'postgres://x:geheim@127.0.0.1:1/y' })).toMatchObject({
      code: 1,
      err: 'The database at 127.0.0.1:1 cannot be reached.\n',
    })
    const other = createServer()
    await new Promise<void>((done) => other.listen(Number(env.DESK_PORT), '127.0.0.1', done))
    const taken = await hub([], { LOG_LEVEL: 'error' })
    other.close()
    expect([taken.code, taken.err]).toEqual([
      1,
      `Port ${env.DESK_PORT} is in use by another program. Set another PORT or DESK_PORT.\n`,
    ])
    expect(() => statSync(join(dataDir, 'pg', 'data', 'postmaster.pid'))).toThrow()
    rmSync(join(dataDir, 'keys', 'seal.json'))
    const keyless = await hub([], { LOG_LEVEL: 'error' })
    expect([keyless.code, keyless.err.split('\n').length]).toEqual([1, 2])
    expect(keyless.err).toContain('seal.json')
    expect(await run(['fly'])).toMatchObject({ code: 2, err: 'There is no command "fly". Try --help.\n' })
    expect(await run([])).toMatchObject({ code: 2, err: '' })
    expect((await run(['--help'])).out).toContain('verify-receipt FILE')
    expect((await run(['--help'], { LANG: 'C' })).out).toContain('verify-receipt TỆP')
  }, 300_000)

  it('checks a receipt with nothing but its file', async () => {
    const file = join(dataDir, 'receipt.json')
    writeFileSync(file, '{"receipt":"no"}')
    expect(await run(['verify-receipt', file], { DATABASE_URL: 'postgres://127.0.0.1:1/none' })).toMatchObject({
      code: 1,
    })
    expect((await run(['verify-receipt', join(dataDir, 'none')])).err).toContain('cannot be read')
    expect(readFileSync(file, 'utf8')).toBe('{"receipt":"no"}')
  }, 120_000)
})
