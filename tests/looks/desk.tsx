/**
 * The desk over a hub of made-up answers, for pictures: `npx vite`, then /tests/looks/desk.html?to=/office. Everyone in it is
 * invented.
 */
import { signal } from '@preact/signals'
import { render } from 'preact'
import { makeDeskApi } from '../../src/app/desk/deskApi.ts'
import { deskLocales } from '../../src/app/desk/deskLocales.ts'
import { makeDeskPorts } from '../../src/app/desk/makeDeskPorts.ts'
import { setLanguage, startI18n } from '../../src/app/i18n/i18n.ts'
import { DeskApp } from '../../src/app/shell/DeskApp.tsx'
import { deskAnswers } from './deskAnswers.ts'
import { now } from './deskSamples.ts'

const query = new URLSearchParams(location.search)
const html = document.documentElement
html.dataset.place = 'office'
if (query.get('theme')) html.dataset.theme = query.get('theme') ?? ''
if (query.get('scale')) html.dataset.textScale = query.get('scale') ?? ''
if (query.get('lang')) localStorage.setItem('tramso.language', query.get('lang') ?? '')
history.replaceState(null, '', query.get('to') ?? '/office')

/** Nobody shows a picture a finger. */
const never = () => new Promise<never>(() => undefined)
const answers = deskAnswers(query.get('scene') ?? 'busy')
const api = makeDeskApi({
  fetch: async (input) => {
    const answer = answers[String(input).split('?')[0] ?? '']
    const body = answer ?? { problem: 'not-found' }
    return new Response(JSON.stringify(body), { status: answer === undefined ? 404 : 200 })
  },
  onSignedOut: () => undefined,
})
const ports = makeDeskPorts(api, {
  now: () => now,
  setupToken: query.get('scene') === 'fresh' ? 'x' : '',
  expired: signal(false),
  passkeys: { host: 'localhost', create: never, get: never },
})
await startI18n(deskLocales)
window.turnTo = async (lang) => {
  if (lang === 'vi' || lang === 'en') await setLanguage(lang)
}
const root = document.getElementById('app')
if (root) render(<DeskApp ports={ports} />, root)
