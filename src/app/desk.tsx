import { signal } from '@preact/signals'
import { render } from 'preact'
import { browserPasskeys } from './desk/browserPasskeys.ts'
import { makeDeskApi } from './desk/deskApi.ts'
import { deskLocales } from './desk/deskLocales.ts'
import { makeDeskPorts } from './desk/makeDeskPorts.ts'
import { startI18n } from './i18n/i18n.ts'
import { DeskApp } from './shell/DeskApp.tsx'
import { applyTheme } from './shell/theme.ts'

/** The set-up token stands behind the #, where no server and no log sees it. */
const setupToken = location.pathname.startsWith('/setup') ? location.hash.replace(/^#(token=)?/, '') : ''

const expired = signal(false)
const api = makeDeskApi({
  fetch: (input, init) => fetch(input, init),
  onSignedOut: () => {
    expired.value = true
  },
})
const ports = makeDeskPorts(api, { now: () => Date.now(), setupToken, expired, passkeys: browserPasskeys() })

document.documentElement.dataset.place = 'office'
applyTheme()
void startI18n(deskLocales).then(() => {
  const root = document.getElementById('app')
  if (root) render(<DeskApp ports={ports} />, root)
})
