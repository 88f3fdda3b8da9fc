import { hostname } from 'node:os'
import { hubSettings } from '../hubSettings.ts'
import { places } from '../settings.ts'
import { fingerprintOf } from '../tls/fingerprintOf.ts'
import { takeGivenTls } from '../tls/givenTls.ts'
import { ownAddresses } from '../tls/ownAddresses.ts'
import { setUpOwnTls } from '../tls/ownTls.ts'
import type { Tls } from '../tls/tlsFolder.ts'
import { say } from '../words.ts'
import { readArguments, UsageError } from './arguments.ts'
import type { Output } from './Output.ts'

/** The name by which tablets on the same network find this machine without a name server (mDNS). */
const localName = () => `${(hostname().split('.')[0] ?? 'tram-so').toLowerCase().replace(/[^a-z0-9-]/g, '')}.local`

/**
 * `tls`: HTTPS for the hub, by an authority of its own (`--host`, default this machine's `.local` name), or by a certificate from
 * a public one (`--certificate`, `--key`, `--host`). The hub takes it at its next start.
 */
export async function tls(args: readonly string[], out: Output): Promise<number> {
  const given = readArguments(args, { host: 'text', certificate: 'text', key: 'text', json: 'yes' })
  const folder = places(hubSettings(process.env).settings.dataDir).tls
  const certificate = given.text('certificate')
  if (certificate === undefined && given.text('key') !== undefined) {
    throw new UsageError('missingOption', { option: '--certificate' })
  }
  const made =
    certificate === undefined
      ? await setUpOwnTls(folder, (given.text('host') ?? localName()).toLowerCase(), ownAddresses(), Date.now())
      : { tls: takeGivenTls(folder, given.must('host'), certificate, given.must('key'), Date.now()), isNew: true }
  tell(made, given.yes('json'), out)
  return 0
}

function tell({ tls: made, isNew }: { tls: Tls; isNew: boolean }, json: boolean, out: Output): void {
  const { settings } = hubSettings(process.env)
  const welcomeUrl = made.authority ? `http://${made.host}:${settings.welcomePort}/` : null
  const fingerprint = made.authority ? fingerprintOf(made.authority.cert) : null
  const { fieldUrl, officeUrl } = settings
  const validTo = new Date(made.validTo).toISOString()
  if (json) {
    out.json({ host: made.host, fieldUrl, officeUrl, welcomeUrl, fingerprint, validTo, isNew })
    return
  }
  out.say(say('tlsReady', { host: made.host, at: validTo.slice(0, 10) }))
  out.say(say('fieldAt', { url: fieldUrl }))
  out.say(say('officeAt', { url: officeUrl }))
  if (welcomeUrl && fingerprint) {
    out.say(say('welcomeAt', { url: welcomeUrl }))
    out.say(say('tlsFingerprint', { fingerprint }))
  }
  out.say(say('tlsNext'))
}
