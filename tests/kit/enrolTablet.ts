import { fetchLine } from '../../src/app/storage/line/fetchLine.ts'
import { base64url, equalBytes, fromBase64url, uuidBytes, uuidFromRandom } from '../../src/crypto/bytes.ts'
import type { Bytes } from '../../src/crypto/CryptoPort.ts'
import {
  newRawPair,
  nodeCrypto,
  nodeOpener,
  nodeSigner,
  pairOfScalar,
  type RawKeyPair,
} from '../../src/crypto/node/nodeCrypto.ts'
import { stretch } from '../../src/hub/enrol/argon2.ts'
import {
  type EnrolAnswer,
  type EnrolRequest,
  enrolAnswerSchema,
  enrolStateAnswerSchema,
  paths,
} from '../../src/protocol/api.ts'
import { enrolCode } from '../../src/protocol/enrolCode.ts'
import { wireVersions } from '../../src/protocol/limits.ts'
import { openPinBundle } from '../../src/protocol/pinBundle.ts'
import { openProvision, type ProvisionContent } from '../../src/protocol/provision.ts'
import { provisionStatement, trustCertificates, verifyStatement } from '../../src/protocol/statements.ts'
import { openTeamKey } from '../../src/protocol/teamKey.ts'
import { askHub } from '../../src/sync/askHub.ts'
import type { DeskClient } from './DeskClient.ts'

/** All that an enrolled and unlocked tablet holds. */
export interface EnrolledTablet {
  tenant: string
  device: string
  team: string
  keys: { sign: RawKeyPair; box: RawKeyPair }
  rootKey: Bytes
  certificates: string[]
  teamKey: Bytes
  teamKeyId: number
  volunteer: { id: string; sign: RawKeyPair; box: RawKeyPair }
}

/** Something that must be there is not: the enrolment went wrong. */
function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`enrolment: ${what}`)
  return value
}

const pairOfJwk = (jwk: { d: string }): RawKeyPair => pairOfScalar(must(fromBase64url(jwk.d), 'a key of the bundle'))

const round = (url: string) => ({ line: fetchLine(url), signal: new AbortController().signal })

/** Ask to be let in, by the link (SPEC KEY-2). */
async function ask(url: string, enrolUrl: string, label: string) {
  const [tenant = '', secret = '', print = ''] = new URL(enrolUrl).hash.replace(/^#(token=)?/, '').split('.')
  const device = uuidFromRandom(nodeCrypto.random(16))
  const keys = { sign: newRawPair(), box: newRawPair() }
  const request: EnrolRequest = {
    wire: [wireVersions.min, wireVersions.max],
    token: `${tenant}.${secret}`,
    device,
    signKey: base64url(keys.sign.publicKey),
    boxKey: base64url(keys.box.publicKey),
    label,
  }
  const answer: EnrolAnswer = await askHub(round(url), paths.enrol, request, enrolAnswerSchema)
  const rootKey = must(fromBase64url(answer.rootKey), 'the root key')
  const digest = await nodeCrypto.sha256(rootKey)
  if (!equalBytes(digest.subarray(0, 16), must(fromBase64url(print), 'the fingerprint'))) {
    throw new Error('enrolment: the hub has another root key than the link names')
  }
  return { tenant, device, keys, rootKey, certificates: answer.certificates }
}

type Asked = Awaited<ReturnType<typeof ask>>

/** The officer compares the six digits on sight, and approves. */
async function approve(desk: DeskClient, asked: Asked): Promise<void> {
  const { tenant, device, keys } = asked
  const shown = await enrolCode(
    nodeCrypto,
    must(uuidBytes(tenant), 'the tenant'),
    keys.sign.publicKey,
    keys.box.publicKey,
  )
  const row = (await desk.devices()).find((one) => one.id === device)
  if (row?.status !== 'pending' || row.code !== shown) throw new Error('enrolment: the codes differ')
  await desk.decide(device, 'approve')
}

async function provisionOf(url: string, asked: Asked): Promise<ProvisionContent> {
  const { tenant, device, keys, rootKey, certificates } = asked
  const { provision } = await askHub(round(url), paths.enrolState, { tenant, device }, enrolStateAnswerSchema)
  const trusted = await trustCertificates(nodeCrypto, rootKey, certificates)
  const statement = await verifyStatement(nodeCrypto, trusted, provisionStatement, must(provision, 'the provision'))
  const { sealed } = must(statement, "the provision's signature")
  const content = await openProvision(nodeCrypto, nodeOpener(keys.box), must(uuidBytes(device), 'the device'), sealed)
  return must(content, 'the content of the provision')
}

/** Enrol a tablet through the hub's own doors, have it approved at the desk, and unlock it with a volunteer's PIN. */
export async function enrolTablet(
  url: string,
  enrolUrl: string,
  desk: DeskClient,
  pin: string,
  label: string,
): Promise<EnrolledTablet> {
  const asked = await ask(url, enrolUrl, label)
  await approve(desk, asked)
  const content = await provisionOf(url, asked)
  const member = must(content.volunteers[0], 'a volunteer')
  const bundle = must(fromBase64url(member.bundle), 'the bundle')
  const opened = must(await openPinBundle(nodeCrypto, stretch, pin, null, bundle), 'the PIN')
  const volunteer = { id: member.id, sign: pairOfJwk(opened.sign), box: pairOfJwk(opened.box) }
  const { id: team, keyId } = content.team
  const scope = { tenant: must(uuidBytes(asked.tenant), 'the tenant'), team: must(uuidBytes(team), 'the team'), keyId }
  const sealedKey = must(fromBase64url(member.teamKey), 'the team key')
  const teamKey = must(await openTeamKey(nodeCrypto, nodeOpener(volunteer.box), scope, sealedKey), 'the team key')
  const certificates = [...new Set([...asked.certificates, ...content.certificates])]
  const signer = nodeSigner(volunteer.sign)
  if (base64url(signer.publicKey) !== member.signKey) throw new Error('enrolment: the bundle is of another volunteer')
  return { ...asked, certificates, team, teamKey, teamKeyId: keyId, volunteer }
}
