import 'reflect-metadata'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, isIP } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, createServer } from 'node:tls'
import {
  AuthorityKeyIdentifierExtension,
  X509Certificate as Certificate,
  SubjectKeyIdentifierExtension,
} from '@peculiar/x509'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { takeGivenTls } from './givenTls.ts'
import { issueCertificate, makeAuthority } from './localAuthority.ts'
import { renewed, setUpOwnTls } from './ownTls.ts'
import { readTls, writeTls } from './tlsFolder.ts'

const now = Date.UTC(2026, 10, 22)
const dayMs = 24 * 3_600_000

describe('HTTPS of the hub', () => {
  let base: string
  let folder: string
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'tram-so-tls-'))
    folder = join(base, 'tls')
  })
  afterEach(() => rmSync(base, { recursive: true, force: true }))

  it('is nothing before it is set up', () => {
    expect(readTls(folder)).toBeNull()
  })

  it('makes an authority that may speak for this host and private addresses only, and a certificate of it', async () => {
    const { tls, isNew } = await setUpOwnTls(folder, 'tram-so.local', ['192.168.1.9', '127.0.0.1'], now)
    expect(isNew).toBe(true)
    const [leaf, authority] = [new X509Certificate(tls.cert), new X509Certificate(tls.authority?.cert ?? '')]
    expect(authority.ca).toBe(true)
    expect(leaf.ca).toBe(false)
    expect(leaf.verify(authority.publicKey)).toBe(true)
    expect(leaf.checkIssued(authority)).toBe(true)
    expect(leaf.checkPrivateKey(createPrivateKey(tls.key))).toBe(true)
    expect(leaf.checkHost('tram-so.local')).toBe('tram-so.local')
    expect(leaf.checkIP('192.168.1.9')).toBe('192.168.1.9')
    expect(leaf.checkHost('ngan-hang.vi-du.vn')).toBeUndefined()
    expect((tls.validTo - now) / dayMs).toBeLessThan(398)
  })

  it('makes an authority that no client believes about anybody else (RFC 5280 §4.2.1.10)', async () => {
    let authority = await makeAuthority('tram-so.local', Date.now())
    const asked = async (host: string) => {
      const server = createServer(
        await issueCertificate(authority, host, isIP(host) ? ['127.0.0.1'] : [], Date.now()),
        (socket) => socket.end(),
      )
      const { port } = await new Promise<AddressInfo>((resolve) => {
        server.listen(0, '127.0.0.1', () => resolve(server.address() as AddressInfo))
      })
      const socket = connect({ host: '127.0.0.1', port, servername: isIP(host) ? '' : host, ca: authority.cert })
      const answer = await once(socket, 'secureConnect').then(
        () => 'believed',
        (error) => error.message,
      )
      socket.destroy()
      server.close()
      return answer
    }
    expect(await asked('tram-so.local')).toBe('believed')
    expect(await asked('ngan-hang.vi-du.vn')).toBe('permitted subtree violation')
    authority = await makeAuthority('192.168.1.10', Date.now())
    expect(await asked('192.168.1.10')).toBe('believed')
    expect(await asked('ngan-hang.vi-du.vn')).toBe('excluded subtree violation')
    expect(await asked('8.8.8.8')).toBe('permitted subtree violation')
  })

  it('keeps its private keys from others', async () => {
    await setUpOwnTls(folder, 'tram-so.local', [], now)
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o077, file).toBe(0)
    expect(statSync(folder).mode & 0o077).toBe(0)
    expect(existsSync(`${folder}.old`)).toBe(false)
  })

  it('keeps the authority when it is set up again or renewed: tablets trust it; another host gets another', async () => {
    const { tls: first } = await setUpOwnTls(folder, 'tram-so.local', ['10.0.0.4'], now)
    const again = await setUpOwnTls(folder, 'tram-so.local', ['10.0.0.5'], now)
    expect(again.isNew).toBe(false)
    expect(again.tls.authority).toEqual(first.authority)
    expect(new X509Certificate(again.tls.cert).checkIP('10.0.0.5')).toBe('10.0.0.5')
    expect(await renewed(folder, again.tls, ['10.0.0.5'], now + 300 * dayMs)).toBe(again.tls)
    const later = await renewed(folder, again.tls, ['10.0.0.5'], now + 380 * dayMs)
    expect(later.authority).toEqual(first.authority)
    expect(later.validTo).toBeGreaterThan(now + 700 * dayMs)
    expect(readTls(folder)).toEqual(later)
    expect((await setUpOwnTls(folder, 'khac.local', [], now)).isNew).toBe(true)
  })

  it('finds the authority again when it was killed between the two renames of a renewal (A7)', async () => {
    const { tls } = await setUpOwnTls(folder, 'tram-so.local', ['10.0.0.4'], now)
    const old = `${folder}.old`
    renameSync(folder, old)
    expect(readTls(folder)).toEqual(tls)
    expect([existsSync(folder), existsSync(old)]).toEqual([true, false])
    // and where the next command comes before anything has read it
    renameSync(folder, old)
    writeTls(folder, { ...tls, host: 'tram-so.local' })
    expect([readTls(folder), existsSync(old)]).toEqual([tls, false])
    renameSync(folder, old)
    const again = await setUpOwnTls(folder, 'tram-so.local', ['10.0.0.5'], now)
    expect([again.isNew, again.tls.authority, existsSync(old)]).toEqual([false, tls.authority, false])
  })

  it('takes what an unfinished first set-up left for nothing', () => {
    mkdirSync(`${folder}.new`)
    expect(readTls(folder)).toBeNull()
  })

  it('names the key of its authority, by which a client finds it among several (RFC 5280 §4.2.1.1)', async () => {
    const authority = await makeAuthority('tram-so.local', now)
    const { cert } = await issueCertificate(authority, 'tram-so.local', [], now)
    const named = new Certificate(cert).getExtension(AuthorityKeyIdentifierExtension)
    const own = new Certificate(authority.cert).getExtension(SubjectKeyIdentifierExtension)
    expect(own?.keyId).toMatch(/^[0-9a-f]{40}$/)
    expect(named?.keyId).toBe(own?.keyId)
  })

  it('refuses what is no host name, before anything is written', async () => {
    for (const host of ['', 'Tram So', 'a/b', '-a.local', 'a..b', '*.vn', 'vn', '8.8.8.8']) {
      await expect(setUpOwnTls(folder, host, [], now), host).rejects.toMatchObject({ code: 'tls-host-wrong' })
    }
    expect(existsSync(folder)).toBe(false)
  })

  it('says so when a file is damaged', async () => {
    await setUpOwnTls(folder, 'tram-so.local', [], now)
    writeFileSync(join(folder, 'hub.crt'), 'x')
    expect(() => readTls(folder)).toThrow(expect.objectContaining({ code: 'tls-damaged' }))
  })

  describe('with a certificate from a public authority', () => {
    const file = (name: string, text: string) => {
      writeFileSync(join(base, name), text)
      return join(base, name)
    }
    const given = async () => issueCertificate(await makeAuthority('xa.vi-du.vn', now), 'xa.vi-du.vn', [], now)

    it('takes it, and renews nothing that is not its own', async () => {
      const { cert, key } = await given()
      const tls = takeGivenTls(folder, 'xa.vi-du.vn', file('a.crt', cert), file('a.key', key), now)
      expect(tls).toMatchObject({ host: 'xa.vi-du.vn', cert, key, authority: null })
      expect(await renewed(folder, tls, [], now + 380 * dayMs)).toBe(tls)
    })

    it('refuses a key of another, another name, one that has ended, and what is no certificate', async () => {
      const [{ cert, key }, other] = [await given(), await given()]
      const [certFile, keyFile] = [file('a.crt', cert), file('a.key', key)]
      const take = (host: string, c: string, k: string, at = now) => takeGivenTls(folder, host, c, k, at)
      const refused = (code: string) => expect.objectContaining({ code })
      expect(() => take('xa.vi-du.vn', certFile, file('b.key', other.key))).toThrow(refused('tls-key-of-another'))
      expect(() => take('khac.vi-du.vn', certFile, keyFile)).toThrow(refused('tls-other-name'))
      expect(() => take('xa.vi-du.vn', certFile, keyFile, now + 400 * dayMs)).toThrow(refused('tls-expired'))
      expect(() => take('xa.vi-du.vn', keyFile, keyFile)).toThrow(refused('tls-file-unreadable'))
      expect(() => take('xa.vi-du.vn', join(base, 'none'), keyFile)).toThrow(refused('tls-file-unreadable'))
      expect(readTls(folder)).toBeNull()
    })
  })
})
