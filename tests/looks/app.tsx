/**
 * The tablet app over ports in memory, for pictures: `npx vite`, then /tests/looks/app.html?to=/field&scene=open.
 * Everyone in it is made up.
 */
import { render } from 'preact'
import { startI18n } from '../../src/app/i18n/i18n.ts'
import { tabletLocales } from '../../src/app/i18n/tabletLocales.ts'
import { chooseReader } from '../../src/app/resident/chooseReader.ts'
import { App } from '../../src/app/shell/App.tsx'
import { KioskStart } from '../../src/app/shell/kiosk/MemoryLocation.tsx'
import { readerLanguages } from '../../src/domain/languages.ts'
import { type MemoryOptions, memoryTablet } from './memoryPorts.ts'
import { scenes } from './scenes.ts'

const query = new URLSearchParams(location.search)
const html = document.documentElement
if (query.get('theme')) html.dataset.theme = query.get('theme') ?? ''
if (query.get('scale')) html.dataset.textScale = query.get('scale') ?? ''

// km and zh are languages of residents, not of the screens
const reader = readerLanguages.find(({ text }) => text === query.get('lang'))
/** As a finger would choose it, on the screen that is there. */
window.turnTo = async (lang) => {
  const chosen = readerLanguages.find(({ text }) => text === lang)
  if (chosen) await chooseReader(chosen)
}
if (query.get('lang')) localStorage.setItem('tramso.language', query.get('lang') ?? '')

const scene: MemoryOptions = scenes[query.get('scene') ?? 'open'] ?? {}
history.replaceState(null, '', query.get('to') ?? '/field')
const tablet = memoryTablet(scene)
Object.assign(window, { tablet })
await startI18n(tabletLocales)
if (reader) await chooseReader(reader)
const root = document.getElementById('app')
if (root) {
  render(
    <KioskStart.Provider value={query.get('to') ?? '/field'}>
      <App ports={tablet} secure={query.get('secure') !== 'no'} />
    </KioskStart.Provider>,
    root,
  )
}
