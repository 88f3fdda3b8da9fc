import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deskRoutes } from '../../src/hub/http/desk/deskRoutes.ts'
import { type Listening, listen } from '../../src/hub/http/listen.ts'
import { StaticFiles } from '../../src/hub/http/StaticFiles.ts'
import { tabletRoutes } from '../../src/hub/http/tabletRoutes.ts'
import { HttpKit, refusal } from './httpKit.ts'

describe('what both origins have around their API', () => {
  let folder: string
  let kit: HttpKit
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tram-so-files-'))
    mkdirSync(join(folder, 'assets'))
    mkdirSync(join(folder, 'desk'))
    const files = {
      'index.html': '<p>tablet',
      'desk.html': '<p>desk',
      'sw.js': '// worker',
      'manifest.webmanifest': '{}',
      'assets/index-ab12CD34.js': 'export {}'.repeat(100),
      'desk/desk-ab12CD34.js': 'export {}',
    }
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    const script = join(folder, 'assets/index-ab12CD34.js')
    writeFileSync(`${script}.br`, brotliCompressSync(Buffer.from(files['assets/index-ab12CD34.js'])))
    writeFileSync(join(folder, '..', 'tram-so-outside.txt'), 'outside')
    kit = await HttpKit.create({ files: StaticFiles.of(folder) })
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
    rmSync(join(folder, '..', 'tram-so-outside.txt'), { force: true })
  })

  it('guards every answer: files, API, refusals and what is not there', async () => {
    const answers = [
      await kit.tablet('GET', '/'),
      await kit.tablet('GET', '/assets/index-ab12CD34.js'),
      await kit.tablet('GET', '/nothing.js'),
      await kit.tablet('POST', '/api/v1/head', { body: {} }),
      await kit.tablet('GET', '/api/x'),
      await kit.desk('GET', '/office'),
      await kit.desk('GET', '/api/desk/state'),
      await kit.desk('GET', '/api/desk/cases'),
      await kit.desk('DELETE', '/'),
    ]
    for (const { headers, url, status } of answers) {
      const where = `${url} ${status}`
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy, where).toContain("default-src 'none'")
      expect(policy, where).toContain("require-trusted-types-for 'script'")
      expect(policy, where).not.toMatch(/'unsafe-inline'|'unsafe-eval'|\*/)
      expect(headers.get('x-content-type-options'), where).toBe('nosniff')
      expect(headers.get('referrer-policy'), where).toBe('no-referrer')
      expect(headers.get('cross-origin-opener-policy'), where).toBe('same-origin')
      expect(headers.get('permissions-policy'), where).toMatch(/geolocation=\((self)?\),.* usb=\(\)/)
      expect(headers.get('strict-transport-security'), where).toBeNull()
      expect(headers.get('cache-control'), where).not.toBeNull()
    }
  })

  it('lets a tablet ask where it is, for a house that agreed to its place on a map, and the desk never (SPEC RND-2)', async () => {
    const policyOf = (answer: Response) => answer.headers.get('permissions-policy')
    expect(policyOf(await kit.tablet('GET', '/'))).toContain('geolocation=(self)')
    expect(policyOf(await kit.desk('GET', '/office'))).toContain('geolocation=()')
  })

  it('gives each origin its own page and nothing of the other', async () => {
    expect(await (await kit.tablet('GET', '/')).text()).toBe('<p>tablet')
    expect(await (await kit.tablet('GET', '/field/status')).text()).toBe('<p>tablet')
    expect(await (await kit.desk('GET', '/office/cases/x')).text()).toBe('<p>desk')
    expect((await kit.tablet('GET', '/desk.html')).status).toBe(404)
    expect((await kit.tablet('GET', '/desk/desk-ab12CD34.js')).status).toBe(404)
    expect((await kit.desk('GET', '/sw.js')).status).toBe(404)
    expect((await kit.desk('GET', '/manifest.webmanifest')).status).toBe(404)
    expect((await kit.desk('GET', '/desk/desk-ab12CD34.js')).status).toBe(200)
  })

  it('keeps content-named files for ever and asks for pages each time', async () => {
    const script = await kit.tablet('GET', '/assets/index-ab12CD34.js', { headers: { 'accept-encoding': 'gzip, br' } })
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(script.headers.get('content-encoding')).toBe('br')
    expect(brotliDecompressSync(Buffer.from(await script.arrayBuffer())).toString()).toBe('export {}'.repeat(100))
    const plain = await kit.tablet('GET', '/assets/index-ab12CD34.js')
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, 'export {}'.repeat(100)])
    for (const path of ['/', '/sw.js', '/field']) {
      expect((await kit.tablet('GET', path)).headers.get('cache-control')).toBe('no-cache')
    }
    const etag = plain.headers.get('etag') ?? ''
    const again = await kit.tablet('GET', '/assets/index-ab12CD34.js', { headers: { 'if-none-match': etag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  it('never leaves its folder', async () => {
    for (const path of [
      '/../tram-so-outside.txt',
      '/%2e%2e/tram-so-outside.txt',
      '/assets/..%2f..%2ftram-so-outside.txt',
    ]) {
      expect(await (await kit.tablet('GET', path)).text(), path).not.toContain('outside')
    }
  })

  it('answers /healthz, and 503 when the database does not', async () => {
    expect(await (await kit.tablet('GET', '/healthz')).json()).toEqual({
      status: 'ok',
      version: '0.0.0',
      epoch: 1,
      database: { engine: 'memory', version: '1', ok: true },
    })
    const broken = await HttpKit.create()
    await broken.hub.store.close()
    const answer = await broken.desk('GET', '/healthz')
    expect([answer.status, (await answer.json()).status]).toEqual([503, 'degraded'])
  })

  it('describes every route of its origin in /openapi.json, and no other', async () => {
    for (const [ask, routes] of [
      [() => kit.tablet('GET', '/openapi.json'), Object.values(tabletRoutes)],
      [() => kit.desk('GET', '/openapi.json'), Object.values(deskRoutes)],
    ] as const) {
      const described = await (await ask()).json()
      expect(described.openapi).toBe('3.1.0')
      const found = Object.entries<object>(described.paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method} ${path}`),
      )
      const expected = routes.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`)
      expect(found.sort()).toEqual([...expected, 'get /healthz', 'get /openapi.json'].sort())
    }
    const registered = new Set(
      kit.deskApp.routes.filter((route) => ['GET', 'POST'].includes(route.method)).map((route) => route.path),
    )
    for (const { path } of Object.values(deskRoutes)) expect(registered).toContain(path)
  })

  it('counts what costs something by address: API, health, description, and files more generously', async () => {
    const few = await HttpKit.create({ files: StaticFiles.of(folder), rates: { address: 2, file: 3 } })
    for (const path of ['/healthz', '/openapi.json', '/api/desk/state']) {
      const address = `203.0.113.${path.length}`
      for (let i = 0; i < 2; i++) expect((await few.desk('GET', path, { address })).status, path).toBe(200)
      expect(await refusal(few.desk('GET', path, { address })), path).toBe('429 busy')
    }
    for (const path of ['/', '/office', '/nothing.js']) await few.desk('GET', path)
    expect(await refusal(few.desk('GET', '/'))).toBe('429 busy')
    expect((await few.desk('GET', '/', { address: '198.51.100.1' })).status).toBe(200)
  })

  it('tells an unexpected error to nobody', async () => {
    const marker = 'Nguyễn Văn Lộ'
    const broken = await HttpKit.create()
    broken.hub.store.tenants = async () => {
      throw new TypeError(marker)
    }
    const answer = await broken.desk('GET', '/api/desk/state')
    expect(answer.status).toBe(500)
    expect(await answer.text()).toBe('{"problem":"unavailable"}')
    expect(broken.logged.join()).toContain('TypeError')
    expect(broken.logged.join()).not.toContain(marker)
    expect(await refusal(broken.desk('GET', '/api/desk/state'))).toBe('500 unavailable')
  })
})

describe('a real server', () => {
  let kit: HttpKit
  let server: Listening
  beforeAll(async () => {
    kit = await HttpKit.create()
    server = await listen(kit.tabletApp, '127.0.0.1', 0)
  })
  afterAll(() => server.close(100))

  it('refuses a port that is taken, by code', async () => {
    await expect(listen(kit.tabletApp, '127.0.0.1', server.port)).rejects.toMatchObject({
      name: 'ListenError',
      code: 'EADDRINUSE',
      port: server.port,
    })
  })

  it('stores the whole frames of a push whose connection breaks', async () => {
    const tablet = await kit.hub.tablet('Máy 1')
    for (let i = 0; i < 20; i++) await tablet.newCase()
    const bytes = await tablet.stream()
    const stored = new Promise<void>((resolve) => {
      const before = kit.hub.stored
      const check = () => (kit.hub.stored > before ? resolve() : setImmediate(check))
      check()
    })
    const outgoing = request({
      port: server.port,
      path: '/api/v1/push',
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'content-length': bytes.length },
    })
    outgoing.on('error', () => undefined)
    outgoing.write(bytes.subarray(0, bytes.length - 40), () => outgoing.destroy())
    await stored
    expect((await kit.hub.in((tx) => tx.counts())).items).toBe(16)
  })

  it('fault 19: serves others while one sends its request a byte at a time', async () => {
    const slow = connect(server.port, '127.0.0.1')
    slow.write('POST /api/v1/push HTTP/1.1\r\nhost: x\r\ncontent-type: application/octet-stream\r\ncontent-len')
    expect((await fetch(`http://127.0.0.1:${server.port}/healthz`)).status).toBe(200)
    slow.destroy()
  })

  it('ends with requests in work answered', async () => {
    const other = await listen(kit.tabletApp, '127.0.0.1', 0)
    const answers = Promise.all(
      Array.from({ length: 5 }, () => fetch(`http://127.0.0.1:${other.port}/healthz`).then((answer) => answer.status)),
    )
    expect(await answers).toEqual([200, 200, 200, 200, 200])
    await other.close(1000)
    await expect(fetch(`http://127.0.0.1:${other.port}/healthz`)).rejects.toThrow()
  })
})
