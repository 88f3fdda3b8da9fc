import { useEffect, useState } from 'preact/hooks'
import { spokenNumber } from '../../../domain/queueNumber.ts'
import { t } from '../../i18n/i18n.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { DraftNote } from '../../resident/ReaderNote.tsx'
import { SaidKey } from '../../resident/Said.tsx'
import { useWatch } from '../../storage/usePorts.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'
import { CallButton } from './CallButton.tsx'
import './ticketScreen.css'
import { useKiosk } from './kioskContext.ts'
import { kioskHome } from './kioskPlaces.ts'

type Taken = { kind: 'asking' | 'none' | 'failed' } | { kind: 'ok'; number: string }

/** A number of the queue: large, to be printed or photographed, without anything of who holds it. */
export function TicketScreen() {
  const { kiosk, next } = useKiosk()
  const [taken, setTaken] = useState<Taken>({ kind: 'asking' })
  const untold = useWatch(kiosk.untold)
  usePageTitle(t('kiosk:queue.title'))
  useEffect(() => {
    let here = true
    const show = (now: Taken) => here && setTaken(now)
    kiosk.takeNumber().then(
      (number) => show(number === null ? { kind: 'none' } : { kind: 'ok', number }),
      () => show({ kind: 'failed' }),
    )
    return () => {
      here = false
    }
  }, [kiosk])

  if (taken.kind === 'asking') return <Busy text={t('common:loading')} />
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TopBar title={t('kiosk:tile.queue.title')} />}
      help={<CallButton />}
      actions={
        taken.kind === 'ok' ? (
          <>
            <Button size="big" icon="document" onClick={() => window.print()}>
              <SaidKey of="kiosk:queue.print" />
            </Button>
            <Button size="big" variant="primary" icon="check" onClick={next}>
              <SaidKey of="kiosk:queue.done" />
            </Button>
          </>
        ) : (
          <Button size="big" icon="arrowLeft" href={kioskHome}>
            <SaidKey of="common:back" />
          </Button>
        )
      }
    >
      {taken.kind === 'ok' ? (
        <div class="ticket">
          <Title>
            <SaidKey of="kiosk:queue.title" />
          </Title>
          <DraftNote of="kiosk:queue.title" />
          <output class="ticket__number" aria-label={spokenNumber(taken.number)}>
            {taken.number}
          </output>
          <p class="lead" role="status">
            <SaidKey of={untold > 0 ? 'kiosk:queue.untold' : 'kiosk:queue.wait'} />
          </p>
          <p>
            <SaidKey of="kiosk:queue.keep" />
          </p>
        </div>
      ) : (
        <>
          <Title>
            <SaidKey of="kiosk:queue.noneTitle" />
          </Title>
          <p class="lead">
            <SaidKey of={`kiosk:queue.${taken.kind}`} />
          </p>
        </>
      )}
    </Screen>
  )
}
