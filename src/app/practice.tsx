import { render } from 'preact'
import { version } from '../../package.json'
import { webCrypto } from '../crypto/web/webCrypto.ts'
import { language, loadLanguage, startI18n, t } from './i18n/i18n.ts'
import { tabletLocales } from './i18n/tabletLocales.ts'
import { makeTablet } from './shell/makeTablet.ts'
import { PracticeEnd } from './shell/practice/PracticeEnd.tsx'
import { PracticeFrame } from './shell/practice/PracticeFrame.tsx'
import type { TabletOutside } from './shell/TabletOutside.ts'
import { applyTextScale } from './shell/textScale.ts'
import { applyTheme } from './shell/theme.ts'
import { Changes } from './storage/db/Changes.ts'
import { TabletDb } from './storage/db/TabletDb.ts'
import { browserHost } from './storage/device/BrowserHost.ts'
import argonWorkerUrl from './storage/lock/argonWorker.ts?worker&url'
import { workerStretch } from './storage/lock/workerStretch.ts'
import { platformSyncClock } from './storage/platform/syncClock.ts'
import { browserClock } from './storage/platform/TabletClock.ts'
import { trustScripts } from './storage/platform/trustedScripts.ts'
import { endPractice } from './storage/practice/endPractice.ts'
import { noLine, noPhotoLine } from './storage/practice/noLine.ts'
import { practiceLocks } from './storage/practice/practiceLocks.ts'
import { practicePlace } from './storage/practice/practicePlace.ts'
import { makePracticeTablet } from './storage/practice/practiceTablet.ts'
import { Busy } from './ui/busy/Busy.tsx'

/*
 * Practice (decision 032): the tablet's own code over a database, keys, locks and a channel of its own, and no line. It reads and
 * writes nothing of the real tablet; it opens, shows itself and goes as a whole.
 */

const trusted = trustScripts([argonWorkerUrl])
const root = document.getElementById('app')
const ending = new AbortController()

const outside = (): TabletOutside => ({
  db: new TabletDb(practicePlace),
  crypto: webCrypto,
  clock: browserClock,
  syncClock: platformSyncClock,
  random: Math.random,
  locks: practiceLocks,
  line: noLine,
  photoLine: noPhotoLine,
  changes: new Changes(new BroadcastChannel(practicePlace)),
  // as what the real tablet was enrolled is nothing that practice may know or change
  host: { ...browserHost, enrolledAs: () => null, noteEnrolled: () => undefined },
  stretch: workerStretch(() => new Worker(trusted(argonWorkerUrl), { type: 'module' })),
  appVersion: version,
  ending: ending.signal,
  practice: true,
})

const toTablet = () => location.assign('/field')

/** Practice holds nothing that could be lost: it begins anew, or is left. */
const showEnd = (why: 'ended' | 'failed') =>
  void (root && render(<PracticeEnd why={why} onAgain={() => location.reload()} onLeave={toTablet} />, root))

async function leave(db: TabletDb): Promise<void> {
  ending.abort()
  // let go first: who has it open is told that another page wants it
  db.close()
  await endPractice().catch(() => undefined)
  toTablet()
}

async function open(): Promise<void> {
  if (!root) return
  await loadLanguage(language.peek())
  render(<Busy text={t('practice:opening')} />, root)
  await endPractice()
  const parts = outside()
  await makePracticeTablet(parts, {
    commune: t('practice:place.commune'),
    hamlet: t('practice:place.hamlet'),
    team: t('practice:place.team'),
    tablet: t('practice:place.tablet'),
    volunteer: t('practice:place.volunteer'),
    sentBack: t('practice:people.sentBack'),
    deaf: t('practice:people.deaf'),
  })
  const ports = await makeTablet(parts)
  parts.db.onYield(() => showEnd('ended'))
  render(<PracticeFrame ports={ports} onLeave={() => void leave(parts.db)} />, root)
}

applyTheme()
applyTextScale()
await startI18n(tabletLocales)
await open().catch(() => showEnd('failed'))
