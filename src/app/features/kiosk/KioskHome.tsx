import { isMessage } from '../../../domain/records.ts'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { DraftNote } from '../../resident/ReaderNote.tsx'
import { SaidKey } from '../../resident/Said.tsx'
import { SharedKey } from '../../resident/Shared.tsx'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'
import './kiosk.css'
import { KioskTile } from './KioskTile.tsx'
import { useKiosk } from './kioskContext.ts'
import { kioskAppointment, kioskCall, kioskFeedback, kioskLookUp, kioskTicket, slipOf } from './kioskPlaces.ts'
import { LanguageRow } from './LanguageRow.tsx'

interface Props {
  /** Where the guide to an activation begins. */
  activateHref: string
}

/** What a resident may come for, in large tiles; what was begun stands above them. */
export function KioskHome({ activateHref }: Props) {
  const { device } = usePorts()
  const { kiosk, openDoor } = useKiosk()
  const place = useWatch(device.state)
  usePageTitle(t('kiosk:home.pageTitle'))
  const begun = kiosk.begun()
  return (
    <Screen skipText={t('common:skip')} top={<TopBar title={t('common:appName')} />}>
      <LanguageRow />
      <Title>
        <SaidKey of="kiosk:home.title" />
      </Title>
      <DraftNote of="kiosk:home.title" />
      {place.kind === 'ready' && place.practice && (
        <Notice tone="help">
          <SharedKey of="common:practice" />
        </Notice>
      )}
      {begun.map(({ id, type, slip }) => (
        <Notice
          key={id}
          tone="done"
          title={<SharedKey of={isMessage(type) ? 'kiosk:home.begunMessage' : 'kiosk:home.begun'} />}
        >
          <p class="cluster">
            <Button href={isMessage(type) ? `/field/message/${id}` : `/field/dossier/${id}`} icon="edit">
              <SharedKey of={isMessage(type) ? 'kiosk:home.goOnMessage' : 'kiosk:home.goOn'} />
            </Button>
            {slip && (
              <Button href={slipOf(id)} icon="document">
                <SharedKey of="kiosk:home.takeSlip" />
              </Button>
            )}
          </p>
        </Notice>
      ))}
      <nav class="kiosk-tiles" aria-label={t('kiosk:home.tiles')}>
        <KioskTile name="activate" icon="idCard" href={activateHref} />
        <KioskTile name="dossier" icon="document" href="/field/new-dossier" />
        <KioskTile name="lookUp" icon="search" href={kioskLookUp} />
        <KioskTile name="appointment" icon="calendar" href={kioskAppointment} />
        <KioskTile name="feedback" icon="chat" href={kioskFeedback} />
        <KioskTile name="queue" icon="clock" href={kioskTicket} />
        <KioskTile name="call" icon="hand" href={kioskCall} tone="help" />
      </nav>
      <div class="kiosk-foot">
        <Button href="/field/guides" icon="info">
          <SaidKey of="kiosk:home.guides" />
        </Button>
        <Button variant="quiet" onClick={openDoor}>
          {t('kiosk:home.staff')}
        </Button>
      </div>
    </Screen>
  )
}
