import 'reflect-metadata'
import { isIP } from 'node:net'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { nameConstraints } from './nameConstraints.ts'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const dayMs = 24 * 3_600_000
const authorityDays = 3650
/** Browsers take no certificate that lasts longer than 398 days. */
const hubDays = 390
/** Certificates begin a day early: a tablet's clock may be behind. */
const earlyMs = dayMs

/** A certificate and its private key, PEM. */
export interface PemPair {
  cert: string
  key: string
}

const newKeys = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])

async function keyPem({ privateKey }: Awaited<ReturnType<typeof newKeys>>): Promise<string> {
  return `${PemConverter.encode(await crypto.subtle.exportKey('pkcs8', privateKey), 'PRIVATE KEY')}\n`
}

const certPem = (certificate: X509Certificate): string => `${certificate.toString('pem')}\n`

/** A new authority that can speak for this host and private addresses only. @param now ms */
export async function makeAuthority(host: string, now: number): Promise<PemPair> {
  const keys = await newKeys()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=Tram So ${host}, O=Tram So`,
    notBefore: new Date(now - earlyMs),
    notAfter: new Date(now + authorityDays * dayMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      new Extension('2.5.29.30', true, nameConstraints(host)),
    ],
  })
  return { cert: certPem(certificate), key: await keyPem(keys) }
}

/** A certificate of the hub for its host name and addresses, signed by the authority. @param now ms */
export async function issueCertificate(
  authority: PemPair,
  host: string,
  addresses: readonly string[],
  now: number,
): Promise<PemPair> {
  const keys = await newKeys()
  const issuer = new X509Certificate(authority.cert)
  const pkcs8 = PemConverter.decodeFirst(authority.key)
  const signingKey = await crypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign'])
  const names = [...new Set([host, ...addresses])].map(
    (value) => ({ type: isIP(value) ? 'ip' : 'dns', value }) as const,
  )
  const certificate = await X509CertificateGenerator.create({
    // a common name would be read as one more name, and an address is none
    subject: isIP(host) ? 'O=Tram So' : `CN=${host}`,
    issuer: issuer.subject,
    notBefore: new Date(now - earlyMs),
    notAfter: new Date(now + hubDays * dayMs),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(names),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  })
  return { cert: certPem(certificate), key: await keyPem(keys) }
}
