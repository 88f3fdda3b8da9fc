import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { nodeCrypto } from '../crypto/node/nodeCrypto.ts'
import { Applier } from './apply/Applier.ts'
import { ApplyLoop, realTimers } from './apply/ApplyLoop.ts'
import { openStoredPhoto } from './apply/openStoredPhoto.ts'
import { eraseOld } from './desk/eraseOld.ts'
import { certainlyPast } from './desk/workedDays.ts'
import { passwordsWith, stretch } from './enrol/argon2.ts'
import type { EnrolPorts } from './enrol/EnrolPorts.ts'
import { makeToken } from './enrol/enrolToken.ts'
import { readyCommunes } from './enrol/makeCommune.ts'
import { type PracticeCommune, practiceCommune } from './enrol/practiceCommune.ts'
import { SignInTries } from './enrol/SignInTries.ts'
import { forgetEvenings } from './handover/deskEvenings.ts'
import { readHealth } from './health/readHealth.ts'
import { Clients } from './http/Clients.ts'
import { deskApp } from './http/deskApp.ts'
import type { HttpPorts } from './http/HttpPorts.ts'
import { type Listening, listen } from './http/listen.ts'
import { RateLimits } from './http/RateLimits.ts'
import { SetupLink } from './http/SetupLink.ts'
import { StaticFiles } from './http/StaticFiles.ts'
import { tabletApp } from './http/tabletApp.ts'
import { hubCareOf } from './hubCare.ts'
import { redrawJpeg } from './images/redrawJpeg.ts'
import { type HubIdentity, identityOf } from './keys/HubKeys.ts'
import { loadKeys } from './keys/loadKeys.ts'
import { forgetTickets } from './kiosk/forgetTickets.ts'
import type { Log } from './log/Log.ts'
import { openDatabase } from './openDatabase.ts'
import { PhotoFolder } from './photos/PhotoFolder.ts'
import { PhotoUploads } from './photos/PhotoUploads.ts'
import { removeErased, tidyPhotos } from './photos/tidyPhotos.ts'
import { practiceFile } from './practiceFile.ts'
import { places, type Settings } from './settings.ts'
import { mayStart, type RunningBackups, startBackups } from './startBackups.ts'
import { healthOf, startMetrics } from './startHealth.ts'
import { type HubStore, StoreError } from './store/HubStore.ts'
import { removeEnded } from './store/removeEnded.ts'
import { fingerprintOf } from './tls/fingerprintOf.ts'
import { ownAddresses } from './tls/ownAddresses.ts'
import { renewed } from './tls/ownTls.ts'
import { TlsKeeper } from './tls/TlsKeeper.ts'
import type { Tls } from './tls/tlsFolder.ts'
import { UpkeepLoop } from './UpkeepLoop.ts'
import { welcomeApp } from './welcome/welcomeApp.ts'
import { countWorkedDay } from './workedDaysFile.ts'

export interface RunningHub {
  /** the one-time set-up link while no commune is set up; null afterwards */
  setupUrl: string | null
  practice: (PracticeCommune & { enrolUrl: string }) | null
  /** where a tablet learns to trust the hub's own authority, and the number to compare; null without one */
  welcome: { url: string; fingerprint: string } | null
  /** resolves when the embedded server has ended although nobody stopped it */
  lost: Promise<void>
  /** End requests, finish what apply has in hand, close the database. */
  stop(): Promise<void>
}

/** How long requests in work may take to end when the hub stops, ms. */
const closingMs = 5_000

/** The ports of enrolment: who the hub is, and its clock. */
export const enrolPortsOf = (store: HubStore, identity: HubIdentity): EnrolPorts => ({
  store,
  crypto: nodeCrypto,
  rootKey: identity.rootKey,
  certificates: identity.certificates,
  receipts: identity.receipts,
  recoverySecret: identity.nonceSecret,
  stretch,
  passwords: passwordsWith(nodeCrypto.random),
  now: Date.now,
})

/** The set-up link of this hub's secret. */
export const setupLinkOf = (enrol: EnrolPorts, identity: HubIdentity): SetupLink =>
  new SetupLink(nodeCrypto, identity.nonceSecret, async () => (await readyCommunes(enrol)).length)

/** Where the build put the app: beside the bundled hub, or below the checkout when the hub runs from its sources. */
function appFolder(here: string): string {
  const beside = join(here, '..', 'app')
  return existsSync(join(beside, 'index.html')) ? beside : join(here, '..', '..', 'dist', 'app')
}

const codeOf = (error: unknown): string =>
  error instanceof StoreError ? error.code : error instanceof Error ? error.name : 'unknown'

function startApply(store: HubStore, identity: HubIdentity, log: Log): { loop: ApplyLoop; applier: Applier } {
  const applier = new Applier({
    store,
    crypto: nodeCrypto,
    openers: identity.openers,
    now: Date.now,
    onTrouble: ({ code, tenant, chain, n }) => log.warn('item in trouble', { code, tenant, chain, n }),
  })
  const loop = new ApplyLoop({
    store,
    apply: (tenant, most) => applier.applyPending(tenant, most),
    timers: realTimers,
    onError: (error, tenant) =>
      log.error('apply failed', { code: codeOf(error), ...(tenant === null ? {} : { tenant }) }),
  })
  loop.start()
  return { loop, applier }
}

/** Photos of papers on their way in, and the folder that they lie in. */
function photosOf(store: HubStore, identity: HubIdentity, folder: string): PhotoUploads {
  const files = new PhotoFolder(folder)
  const ports = { store, crypto: nodeCrypto, receipts: identity.receipts, files, now: Date.now }
  return new PhotoUploads(ports, join(folder, 'incoming'))
}

/** How a photo is opened and drawn for the desk. */
const picturesOf = (store: HubStore, { openers }: HubIdentity): HttpPorts['pictures'] => ({
  open: (...photo) => openStoredPhoto({ store, crypto: nodeCrypto, openers, now: Date.now }, ...photo),
  redraw: redrawJpeg,
})

function startUpkeep(
  store: HubStore,
  { retentionDays, dataDir }: Settings,
  applier: Applier,
  uploads: PhotoUploads,
  log: Log,
): UpkeepLoop {
  const loop = new UpkeepLoop({
    work: async (goesOn) => {
      await removeEnded(store, Date.now(), goesOn)
      await forgetTickets(store, Date.now(), goesOn)
      await forgetEvenings(store, Date.now(), goesOn)
      const past = certainlyPast(countWorkedDay(places(dataDir).days, Date.now()))
      if (retentionDays !== null && past !== null) {
        const onErased = (tenant: string, cases: readonly string[]) => applier.eraseRefused(tenant, cases)
        await eraseOld(store, { now: Date.now(), past }, retentionDays, goesOn, onErased)
      }
      await uploads.removeRested(Date.now())
      await tidyPhotos(uploads.photoPorts, goesOn)
    },
    timers: realTimers,
    onError: (error) => log.error('upkeep failed', { code: codeOf(error) }),
  })
  loop.start()
  return loop
}

/** What HTTPS needs beside the two origins: its certificate kept alive, and the page for tablets that do not trust it yet. */
async function startSecured(
  settings: Settings,
  tls: Tls,
  servers: readonly Listening[],
  log: Log,
): Promise<Pick<RunningHub, 'welcome' | 'stop'>> {
  const keeper = new TlsKeeper(places(settings.dataDir).tls, tls, {
    servers,
    addresses: ownAddresses,
    now: Date.now,
    onError: (error) => log.error('certificate not renewed', { code: codeOf(error) }),
  })
  keeper.start()
  const { authority } = tls
  if (!authority) return { welcome: null, stop: async () => keeper.stop() }
  const welcome = await listen(welcomeApp(authority.cert, settings.fieldUrl), settings.host, settings.welcomePort)
  return {
    welcome: {
      url: `http://${tls.host}:${settings.welcomePort}/`,
      fingerprint: fingerprintOf(authority.cert),
    },
    stop: async () => {
      keeper.stop()
      await welcome.close(closingMs)
    },
  }
}

/**
 * Start a hub: database, keys, the apply worker, both origins; the practice commune when asked for. What was started is
 * stopped again when a later step fails.
 *
 * @throws EmbeddedError, ProvisionError, KeysError, ListenError
 */
export async function startHub(
  settings: Settings,
  log: Log,
  options: { practice: boolean; version: string; tls?: Tls | null; evenMoved?: boolean },
): Promise<RunningHub> {
  const undo: Array<() => Promise<void>> = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const place = places(settings.dataDir)
    mayStart(place, options.evenMoved === true)
    const database = await openDatabase(settings)
    undo.push(() => database.close())
    const { store } = database
    const identity = await identityOf(nodeCrypto, loadKeys(place.keys))
    const enrol = enrolPortsOf(store, identity)
    const setup = setupLinkOf(enrol, identity)
    const shelf = practiceFile(place.practice)
    const { loop, applier } = startApply(store, identity, log)
    undo.push(() => loop.stop())
    const uploads = photosOf(store, identity, place.photos)
    const upkeep = startUpkeep(store, settings, applier, uploads, log)
    undo.push(() => upkeep.stop())
    const backups: RunningBackups = startBackups(settings, { store, url: database.url, identity }, log)
    undo.push(() => backups.stop())
    const health = healthOf(settings, store, backups.health)
    const figures = await startMetrics(settings, health)
    undo.push(() => figures.stop(closingMs))
    const ports: HttpPorts = {
      ingest: {
        store,
        crypto: nodeCrypto,
        receipts: identity.receipts,
        certificates: identity.certificates,
        nonceSecret: identity.nonceSecret,
        now: Date.now,
        onStored: (tenant) => loop.hint(tenant),
      },
      uploads,
      pictures: picturesOf(store, identity),
      enrol,
      log,
      limits: new RateLimits(),
      clients: new Clients(settings.trustedProxies),
      signIns: {
        tries: new SignInTries(() => performance.now()),
        pause: (ms) => (ms === 0 ? Promise.resolve() : setTimeout(ms)),
      },
      setup,
      practice: shelf,
      health: (tenant) => readHealth(health, tenant),
      onErased: async (tenant, cases) => {
        await applier.eraseRefused(tenant, cases)
        await removeErased(uploads.photoPorts, tenant)
      },
      keeping: {
        retentionDays: settings.retentionDays,
        backups: { made: settings.backupDir !== null, kept: settings.backupKeep },
      },
      care: hubCareOf(settings, options.tls ?? null, { store, url: database.url, identity }),
      onRequest: (request) => figures.metrics.seen(request),
      files: StaticFiles.of(appFolder(import.meta.dirname)),
      version: options.version,
      fieldUrl: settings.fieldUrl,
      officeUrl: settings.officeUrl,
      backup: backups.health,
    }
    const made = options.practice ? await practiceCommune(enrol, shelf) : null
    const link = made ? await makeToken(enrol, made.tenant, 'hub', made.unitCode) : null
    const tls = options.tls ? await renewed(place.tls, options.tls, ownAddresses(), Date.now()) : null
    const mayCrowd = (address: string) => ports.clients.mayCrowd(address)
    const field = await listen(tabletApp(ports), settings.host, settings.port, { tls, mayCrowd })
    undo.push(() => field.close(closingMs))
    const office = await listen(deskApp(ports), settings.host, settings.deskPort, { tls, mayCrowd })
    undo.push(() => office.close(closingMs))
    const secured = tls ? await startSecured(settings, tls, [field, office], log) : null
    if (secured) undo.push(() => secured.stop())
    log.info('listening', { port: settings.port, version: options.version })
    const isNew = (await readyCommunes(enrol)).length === 0
    return {
      setupUrl: isNew ? `${settings.officeUrl}/setup#token=${await setup.token()}` : null,
      practice: made && link ? { ...made, enrolUrl: `${settings.fieldUrl}/enrol#token=${link.token}` } : null,
      welcome: secured?.welcome ?? null,
      lost: database.server?.ended ?? new Promise(() => undefined),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}
