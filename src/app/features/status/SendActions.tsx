import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { usePorts, useWatch } from '../../storage/usePorts.ts'
import { Button } from '../../ui/button/Button.tsx'

/** Back to the home, or send what waits now. */
export function SendActions() {
  const { sync } = usePorts()
  const { line } = useWatch(sync.status)
  const [asked, setAsked] = useState(false)

  async function send() {
    setAsked(true)
    try {
      await sync.sendNow()
    } finally {
      setAsked(false)
    }
  }

  const busy = asked || line === 'sending' || line === 'pulling'
  return (
    <>
      <Button size="big" icon="arrowLeft" href="/field">
        {t('common:back')}
      </Button>
      <Button variant="primary" size="big" icon="send" disabled={busy} onClick={() => void send()}>
        {t('status:send')}
      </Button>
    </>
  )
}
