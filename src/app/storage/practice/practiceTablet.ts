import { base64url, uuidFromRandom } from '../../../crypto/bytes.ts'
import type { CryptoPort } from '../../../crypto/CryptoPort.ts'
import { newBoxPair, newSigningPair, openerFromJwk, webOpener, webSigner } from '../../../crypto/web/webCrypto.ts'
import { sealPage } from '../../../protocol/page.ts'
import { leastCost, type Stretch, sealPinBundle, volunteerKeysSchema } from '../../../protocol/pinBundle.ts'
import { signCertificate } from '../../../protocol/statements.ts'
import { sealTeamKey } from '../../../protocol/teamKey.ts'
import { writeMeta } from '../db/meta.ts'
import type { DeviceRow, VolunteerRow } from '../db/rows.ts'
import type { TabletDb } from '../db/TabletDb.ts'
import { sealProfile } from '../device/profile.ts'
import type { TabletClock } from '../platform/TabletClock.ts'
import { newChain, ownBytes, putChain } from '../seal/chains.ts'
import { pageRow } from '../sync/pageRow.ts'
import { newDeviceVaultKey } from '../vault/Vault.ts'
import { type PracticeWords, practicePeople } from './practicePeople.ts'
import { practicePin } from './practicePlace.ts'

interface Parts {
  /** of its own, and empty */
  db: TabletDb
  crypto: CryptoPort
  clock: TabletClock
  stretch: Stretch
}

const firstKey = 1

/** A hub that there never was: its root and its keys are thrown away here, so nobody can ever open what practice seals. */
async function certificatesOfNobody(crypto: CryptoPort): Promise<Pick<DeviceRow, 'rootKey' | 'certificates'>> {
  const [root, seal] = [await webSigner(await newSigningPair()), await webOpener(await newBoxPair())]
  return {
    rootKey: new Uint8Array(root.publicKey),
    certificates: [await signCertificate(crypto, root, 'seal', seal.publicKey)],
  }
}

const jwkOf = (key: CryptoKey) => globalThis.crypto.subtle.exportKey('jwk', key)

async function newVolunteerKeys() {
  const [sign, box] = [await newSigningPair(true), await newBoxPair(true)]
  return volunteerKeysSchema.parse({ sign: await jwkOf(sign.privateKey), box: await jwkOf(box.privateKey) })
}

/**
 * Makes an empty database that of a tablet of practice, as if a commune had approved it and it had then pulled its evening: with a
 * commune, a team, a volunteer whose PIN is `practicePin`, and invented people (decision 032). All keys are made here and are known nowhere else.
 */
export async function makePracticeTablet(parts: Parts, words: PracticeWords): Promise<void> {
  const { db, crypto, clock, stretch } = parts
  const newId = () => uuidFromRandom(crypto.random(16))
  const [tenant, device, team, volunteer] = [newId(), newId(), newId(), newId()]
  const row: DeviceRow = {
    status: 'ready',
    tenant,
    device,
    team,
    practice: true,
    kiosk: false,
    sign: await newSigningPair(),
    box: await newBoxPair(),
    ownKey: await newDeviceVaultKey(),
    fingerprint: crypto.random(16),
    ...(await certificatesOfNobody(crypto)),
    epoch: 0,
  }
  const [lease, teamKey, keys] = [crypto.random(32), crypto.random(32), await newVolunteerKeys()]
  const box = await openerFromJwk(keys.box)
  const scope = { tenant: ownBytes(tenant), team: ownBytes(team), keyId: firstKey }
  const member: VolunteerRow = {
    id: volunteer,
    bundle: await sealPinBundle(crypto, stretch, practicePin, leastCost, lease, keys),
    kept: true,
    teamKey: await sealTeamKey(crypto, box.publicKey, scope, teamKey),
    teamKeyId: firstKey,
    tries: 0,
    waitMs: 0,
  }
  const profile = await sealProfile(row, {
    unitName: words.commune,
    hamletName: words.hamlet,
    teamName: words.team,
    deviceLabel: words.tablet,
    lease: base64url(lease),
    volunteers: [{ id: volunteer, name: words.volunteer }],
  })
  const records = practicePeople(crypto, words, newId(), clock.now())
  const range = { keyId: firstKey, from: 0, to: records.length, more: false }
  const page = await sealPage(crypto, teamKey, { ...scope, device: ownBytes(device) }, range, records)
  const chain = await newChain(crypto, tenant, device)
  await db.transaction('rw', [db.meta, db.volunteers, db.chains, db.heads, db.pages], async () => {
    await writeMeta(db, 'device', row)
    await writeMeta(db, 'profile', profile)
    await writeMeta(db, 'cursor', records.length)
    await db.volunteers.put(member)
    await putChain(db, chain)
    await db.pages.put(pageRow(page, records))
  })
}
