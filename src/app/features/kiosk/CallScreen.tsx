import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { t } from '../../i18n/i18n.ts'
import { vietnamese } from '../../i18n/reader.ts'
import { usePageTitle } from '../../i18n/usePageTitle.ts'
import { DraftNote } from '../../resident/ReaderNote.tsx'
import { SaidKey } from '../../resident/Said.tsx'
import { localeUtterance } from '../../resident/utterances.ts'
import { useVoice } from '../../resident/voiceContext.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Icon } from '../../ui/icon/Icon.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'
import './callScreen.css'

/** Without a line the desk is told as soon as there is one, while somebody still waits. */
const againMs = 10_000

/** Tells the desk that somebody waits here, until this screen goes; true once it knows. */
function useCall(): boolean {
  const { sync } = usePorts()
  const [isTold, setTold] = useState(false)
  useEffect(() => {
    let waits = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = async () => {
      const told = await sync.call(true).catch(() => false)
      if (!waits) return
      setTold(told)
      if (!told) timer = setTimeout(() => void tell(), againMs)
    }
    void tell()
    return () => {
      waits = false
      clearTimeout(timer)
      void sync.call(false).catch(() => undefined)
    }
  }, [sync])
  return isTold
}

/** A person is wanted: large enough to be seen across the hall, and called aloud in the language of those who help. */
export function CallScreen() {
  const voice = useVoice()
  const { back } = useLocation()
  usePageTitle(t('kiosk:call.title'))
  const isTold = useCall()
  const call = () => void voice.say([localeUtterance('kiosk:call.aloud')], vietnamese)
  useEffect(() => {
    call()
    return () => voice.stop()
  }, [voice])
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TopBar title={t('common:askPerson')} />}
      actions={
        <>
          <Button size="big" icon="arrowLeft" onClick={back}>
            <SaidKey of="kiosk:call.back" />
          </Button>
          <Button size="big" icon="sound" onClick={call}>
            <SaidKey of="kiosk:call.again" />
          </Button>
        </>
      }
    >
      <div class="call-screen">
        <Icon name="hand" />
        <Title>
          <SaidKey of="kiosk:call.title" />
        </Title>
        <DraftNote of="kiosk:call.title" />
        <p class="lead" role="status">
          <SaidKey of={isTold ? 'kiosk:call.told' : 'kiosk:call.text'} />
        </p>
      </div>
    </Screen>
  )
}
