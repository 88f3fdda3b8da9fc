import { useLocation } from 'preact-iso'
import { t } from '../../i18n/i18n.ts'
import { ReaderChoice } from '../../resident/ReaderChoice.tsx'
import { SharedKey } from '../../resident/Shared.tsx'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { StatusPill } from '../../ui/statusPill/StatusPill.tsx'
import type { TopPlace } from '../../ui/topBar/ownTopBar.ts'
import { TopLine } from '../../ui/topBar/TopBar.tsx'
import { useOffline } from '../../ui/useOffline.ts'
import { kioskScales, useKiosk } from './kioskContext.ts'
import { kioskHome } from './kioskPlaces.ts'
import { ReadAloud } from './ReadAloud.tsx'

/** The same on every screen of a kiosk: where we are, how large the letters are, a person, and an end. */
export function KioskBar({ title, detail }: TopPlace) {
  const { device } = usePorts()
  const { askNext } = useKiosk()
  const { path } = useLocation()
  const place = useWatch(device.state)
  const hall = place.kind === 'ready' ? place.hamletName : ''
  const isHome = path === kioskHome
  return (
    <TopLine
      title={isHome ? t('common:appName') : title}
      detail={isHome ? hall : detail}
      href={isHome ? undefined : kioskHome}
    >
      <KioskState />
      <LetterSize />
      {/* at the first screen it stands with the languages themselves */}
      {!isHome && <ReaderChoice />}
      {/* a guide is heard step by step, by its own */}
      {!path.startsWith('/field/guides/') && <ReadAloud />}
      <Button onClick={askNext}>
        <SharedKey of="kiosk:next.button" />
      </Button>
    </TopLine>
  )
}

/** Whether what was finished is on its way; else whether there is a line. */
function KioskState() {
  const { sync } = usePorts()
  const { kiosk } = useKiosk()
  const status = useWatch(sync.status)
  const sealing = useWatch(kiosk.sealing)
  const isOffline = useOffline()
  if (sealing === 'failed') {
    return (
      <>
        <StatusPill tone="attention" text={<SharedKey of="kiosk:seal.failed" />} live />
        <Button icon="refresh" onClick={() => void kiosk.sealPages()}>
          <SharedKey of="common:retry" />
        </Button>
      </>
    )
  }
  if (sealing !== 'idle') return <StatusPill tone="done" text={<SharedKey of={`kiosk:seal.${sealing}`} />} live />
  if (!isOffline && status.line !== 'no-line') return null
  return <StatusPill tone="waiting" text={<SharedKey of="common:line.no-line" />} live />
}

/** Smaller and larger letters, each said in words to who cannot see the two As. */
function LetterSize() {
  const { textScale, setTextScale } = useKiosk()
  const at = kioskScales.indexOf(textScale)
  const [smaller, larger] = [kioskScales[at - 1], kioskScales[at + 1]]
  return (
    <fieldset class="letter-size">
      <legend class="hidden-text">{t('kiosk:letters.label')}</legend>
      <Button disabled={!smaller} label={t('kiosk:letters.smaller')} onClick={() => smaller && setTextScale(smaller)}>
        A
      </Button>
      <Button disabled={!larger} label={t('kiosk:letters.larger')} onClick={() => larger && setTextScale(larger)}>
        <span class="letter-size__large">A</span>
      </Button>
    </fieldset>
  )
}
