import { t, textsReady } from '../../i18n/i18n.ts'
import { flushSaves } from '../../storage/openSaves.ts'
import type { TabletPorts } from '../../storage/ports.ts'
import { practiceAddress, practicePin } from '../../storage/practice/practicePlace.ts'
import { PortsContext, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import '../../ui/base.css'
import '../shell.css'
import { Frame } from '../Frame.tsx'
import { MemoryLocation } from '../kiosk/MemoryLocation.tsx'
import './practice.css'

interface Props {
  ports: TabletPorts
  onLeave(): void
}

/**
 * The tablet's own screens over a tablet of practice (decision 032), and above each of them the word that this is practice. Its
 * places stand in memory: a reload begins practice anew, and no address of the real tablet ever shows it.
 */
export function PracticeFrame({ ports, onLeave }: Props) {
  const locked = useWatch(ports.lock.state).kind === 'locked'
  if (!textsReady.value) return null
  return (
    <PortsContext.Provider value={ports}>
      <aside class="practice-bar" aria-label={t('practice:name')}>
        <p>
          <strong>{t('practice:name')}</strong> {t(locked ? 'practice:pin' : 'practice:what', { pin: practicePin })}
        </p>
        <Button onClick={onLeave}>{t('practice:leave')}</Button>
      </aside>
      <div class="practice">
        <MemoryLocation start="/field" address={practiceAddress} onMove={() => void flushSaves()}>
          <Frame secure update={undefined} />
        </MemoryLocation>
      </div>
    </PortsContext.Provider>
  )
}
