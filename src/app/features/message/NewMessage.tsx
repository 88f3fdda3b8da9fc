import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { t } from '../../i18n/i18n.ts'
import { SharedKey } from '../../resident/Shared.tsx'
import { usePorts } from '../../storage/usePorts.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Screen } from '../../ui/screen/Screen.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { TopBar } from '../../ui/topBar/TopBar.tsx'

/** Begins a message and goes to its first question. */
export function NewMessage({ type }: { type: 'appointment' | 'feedback' }) {
  const { drafts } = usePorts()
  const { route } = useLocation()
  const [failed, setFailed] = useState<'full' | 'failed' | null>(null)
  useEffect(() => {
    let isHere = true
    const begin = async () => {
      if (!(await drafts.room()).ok) return setFailed('full')
      const { id } = await drafts.create(type, {}, null)
      if (isHere) route(`/field/message/${id}`, true)
    }
    begin().catch(() => setFailed('failed'))
    return () => {
      isHere = false
    }
    // once a visit: every other run would begin another message
  }, [])
  if (failed === null) return <Busy text={t('common:loading')} />
  return (
    <Screen
      skipText={t('common:skip')}
      top={<TopBar title={t(`kiosk:tile.${type}.title`)} href="/field" />}
      actions={
        <>
          <Button size="big" icon="arrowLeft" href="/field">
            <SharedKey of="common:back" />
          </Button>
          <Button size="big" icon="hand" href="/field/call">
            <SharedKey of="common:askPerson" />
          </Button>
        </>
      }
    >
      <Title>
        <SharedKey of={`kiosk:message.new.${failed}`} />
      </Title>
    </Screen>
  )
}
