import { base64url, fromBase64url, uuidFromRandom } from '../../../crypto/bytes.ts'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { newBoxPair, newSigningPair, webOpener, webSigner } from '../../../crypto/web/webCrypto.ts'
import { shortCodeOf } from '../../../domain/shortCode.ts'
import { type EnrolAnswer, type EnrolRequest, enrolAnswerSchema, paths } from '../../../protocol/api.ts'
import { wireVersions } from '../../../protocol/limits.ts'
import { askHub, HubRefusal, NotTheHub } from '../../../sync/askHub.ts'
import { type Line, LineError } from '../../../sync/ports.ts'
import { readMeta, writeMeta } from '../db/meta.ts'
import type { DeviceRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import type { EnrolState } from '../ports.ts'
import { newDeviceVaultKey } from '../vault/Vault.ts'
import type { BrowserHost } from './BrowserHost.ts'
import { type EnrolToken, parseEnrolToken } from './enrolToken.ts'
import { sealProfile } from './profile.ts'
import { isPinnedRoot } from './takeProvision.ts'

interface Parts {
  db: TabletDb
  crypto: CryptoPort
  host: BrowserHost
  line: Line
}
type FailedState = Extract<EnrolState, { kind: 'failed' }>
const failed = (problem: FailedState['problem']): FailedState => ({ kind: 'failed', problem })

/** Ask the hub with a link's token to take this tablet in (SPEC KEY-2). Null when it went well, or when there is no need. */
export async function enrolTablet(parts: Parts, token: string, signal: AbortSignal): Promise<FailedState | null> {
  const parsed = parseEnrolToken(token)
  return parsed ? await enrolOnce(parts, parsed, signal).catch(failureOf) : failed('unknown')
}

async function enrolOnce(parts: Parts, token: EnrolToken, signal: AbortSignal): Promise<FailedState | null> {
  const { db, crypto, host } = parts
  const known = await readMeta(db, 'device')
  if (known && known.status !== 'enrolling' && known.status !== 'refused') return null
  const isTemporary = await host.isTemporary()
  const device = await keysFor(parts, token, known)
  const answer = await ask(parts, token, device, signal)
  const rootKey = fromBase64url(answer.rootKey)
  if (answer.tenant !== device.tenant || answer.device !== device.device) return failed('unknown')
  // somebody who answers for our hub with another root key never gets further than this
  if (!rootKey || !(await isPinnedRoot(crypto, rootKey, token.fingerprint))) return failed('unknown')
  if (isTemporary && !answer.practice) return failed('incognito')
  const pending: DeviceRow = {
    ...device,
    status: 'pending',
    fingerprint: token.fingerprint,
    practice: answer.practice,
    rootKey,
    certificates: answer.certificates,
  }
  const profile = await sealProfile(pending, {
    unitName: answer.unitName,
    hamletName: '',
    teamName: '',
    deviceLabel: '',
    lease: '',
    volunteers: [],
  })
  await db.transaction('rw', db.meta, async () => {
    await writeMeta(db, 'device', pending)
    await writeMeta(db, 'profile', profile)
  })
  return null
}

/** Keys are on the disk before the link is used up: a tablet that dies in between asks again with the same ones. */
async function keysFor({ db, crypto }: Parts, token: EnrolToken, known: DeviceRow | undefined): Promise<DeviceRow> {
  if (known?.status === 'enrolling' && known.tenant === token.tenant) return known
  const device: DeviceRow = {
    status: 'enrolling',
    tenant: token.tenant,
    device: uuidFromRandom(crypto.random(16)),
    team: null,
    practice: false,
    sign: await newSigningPair(),
    box: await newBoxPair(),
    ownKey: await newDeviceVaultKey(),
    fingerprint: token.fingerprint,
    rootKey: null,
    certificates: [],
    epoch: 0,
  }
  await writeMeta(db, 'device', device)
  return device
}

async function ask({ line }: Parts, token: EnrolToken, device: DeviceRow, signal: AbortSignal): Promise<EnrolAnswer> {
  const [signer, box] = [await webSigner(device.sign), await webOpener(device.box)]
  const body: EnrolRequest = {
    wire: [wireVersions.min, wireVersions.max],
    token: token.forHub,
    device: device.device,
    signKey: base64url(signer.publicKey),
    boxKey: base64url(box.publicKey),
    // never in the form of a case's code (design D14): both stand side by side at the desk
    label: `Máy ${shortCodeOf(device.device).slice(3, 8)}`,
  }
  return askHub({ line, signal }, paths.enrol, body, enrolAnswerSchema)
}

/** What a failed enrolment says to the person; storage errors go up. */
function failureOf(error: unknown): FailedState {
  if (error instanceof LineError || error instanceof NotTheHub) return failed('no-line')
  if (!(error instanceof HubRefusal)) throw error
  if (error.problem === 'token-used' || error.problem === 'token-expired') return failed(error.problem)
  return failed(error.next === 'wait' ? 'no-line' : 'unknown')
}
