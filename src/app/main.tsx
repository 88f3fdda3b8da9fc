import { render } from 'preact'
import { version } from '../../package.json'
import { webCrypto } from '../crypto/web/webCrypto.ts'
import { startI18n } from './i18n/i18n.ts'
import { tabletLocales } from './i18n/tabletLocales.ts'
import { App } from './shell/App.tsx'
import { dropFront } from './shell/front/dropFront.ts'
import { makeTablet } from './shell/makeTablet.ts'
import { StorageTroubleScreen } from './shell/StorageTroubleScreen.tsx'
import { registerServiceWorker, type ServiceWorkerPort } from './shell/serviceWorker.ts'
import type { TabletOutside } from './shell/TabletOutside.ts'
import { applyTextScale } from './shell/textScale.ts'
import { applyTheme } from './shell/theme.ts'
import { Changes } from './storage/db/Changes.ts'
import { cacheBallast } from './storage/db/cacheBallast.ts'
import { DiskRoom } from './storage/db/DiskRoom.ts'
import { toStorageProblem } from './storage/db/storageProblem.ts'
import { TabletDb } from './storage/db/TabletDb.ts'
import { browserHost } from './storage/device/BrowserHost.ts'
import { fetchLine } from './storage/line/fetchLine.ts'
import { lateLine } from './storage/line/lateLine.ts'
import argonWorkerUrl from './storage/lock/argonWorker.ts?worker&url'
import { workerStretch } from './storage/lock/workerStretch.ts'
import { platformSyncClock } from './storage/platform/syncClock.ts'
import { browserClock } from './storage/platform/TabletClock.ts'
import { trustScripts } from './storage/platform/trustedScripts.ts'
import { webLocks } from './storage/platform/webLocks.ts'
import type { StorageProblem, TabletPorts } from './storage/ports.ts'
import { askForWakeUp } from './storage/sync/wakeUpTag.ts'

const serviceWorkerUrl = '/sw.js'
const trusted = trustScripts([serviceWorkerUrl, argonWorkerUrl])

const outside: TabletOutside = {
  db: new TabletDb('tram-so', { room: new DiskRoom(cacheBallast, () => browserClock.monotonic()) }),
  crypto: webCrypto,
  clock: browserClock,
  syncClock: platformSyncClock,
  random: Math.random,
  locks: webLocks,
  line: fetchLine(),
  photoLine: lateLine(async () => (await import('./storage/line/tusLine.ts')).tusLine()),
  changes: new Changes(new BroadcastChannel('tram-so')),
  host: browserHost,
  stretch: workerStretch(() => new Worker(trusted(argonWorkerUrl), { type: 'module' })),
  appVersion: version,
  ending: new AbortController().signal,
}

/** Everything that may mean "there is a line now, or a person": then what waits is sent at once. */
function listenForWakeUps({ sync }: TabletPorts, worker: ServiceWorkerPort | null): void {
  const send = () => void sync.sendNow(false).catch(() => undefined)
  addEventListener('online', send)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return
    send()
    worker?.update.look()
  })
  let pending = 0
  sync.status.subscribe((status) => {
    if (status.pending > pending) void askForWakeUp(worker?.registration())
    pending = status.pending
  })
}

applyTheme()
applyTextScale()
await startI18n(tabletLocales)
const isSecure = browserHost.isSecure()
const root = document.getElementById('app')

function showTrouble(code: StorageProblem['code']): void {
  dropFront()
  if (root) render(<StorageTroubleScreen code={code} onRetry={() => location.reload()} />, root)
}

async function open(): Promise<void> {
  const ports = await makeTablet(outside)
  // in development there is no built service worker to register
  const worker =
    isSecure && import.meta.env.PROD
      ? registerServiceWorker(trusted(serviceWorkerUrl), () => browserClock.monotonic())
      : null
  if (isSecure) listenForWakeUps(ports, worker)
  outside.db.onYield(() => showTrouble('version-change'))
  if (root) render(<App ports={ports} update={worker?.update} secure={isSecure} />, root)
}

await open().catch((error: unknown) => showTrouble(toStorageProblem(error).code))
