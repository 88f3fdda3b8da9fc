import { useEffect, useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import type { Device } from './devicesAnswers.ts'
import { useDevices } from './devicesPort.ts'
import { EnrolLinkMaker } from './EnrolLinkMaker.tsx'
import { PendingDevice } from './PendingDevice.tsx'

/** The officer has the tablet in the other hand. */
const pollMs = 2500

interface Props {
  /** Other machines reach this hub over HTTPS. */
  isReachable: boolean
  /** Where tablets learn to trust the hub's own authority first; null where they need not. */
  welcomeUrl: string | null
  onChanged: () => Promise<void>
  /** A tablet waits: that comes before the next page. */
  onHold: (isHeld: boolean) => void
}

/** The first tablet: a link for it, then its six digits, compared on sight. */
export function TabletStep({ isReachable, welcomeUrl, onChanged, onHold }: Props) {
  const port = useDevices()
  const devices = useLoad(port.devices, 'devices', pollMs)
  const units = useLoad(port.units, 'units')
  const [failed, setFailed] = useState<string | null>(null)
  const list = devices.value ?? []
  const waiting = list.filter(({ status }) => status === 'pending')
  const approved = list.filter(({ status }) => status === 'approved')
  const error = devices.error ?? units.error
  useEffect(() => onHold(waiting.length > 0), [waiting.length, onHold])

  async function decide(id: string, action: 'approve' | 'refuse', purpose?: Device['purpose']) {
    setFailed(null)
    try {
      await port.decide(id, action, purpose)
    } catch (refused) {
      setFailed(errorLine(refused))
    }
    await devices.reload()
    await onChanged()
  }

  return (
    <>
      <Title>{t('wizard:tablet.title')}</Title>
      {(failed !== null || error !== undefined) && (
        <Notice tone="warning" live>
          {failed ?? errorLine(error)}
        </Notice>
      )}
      <div role="status" class="stack">
        {waiting.map((device) => (
          <PendingDevice
            key={device.id}
            device={device}
            onDecide={(action, purpose) => decide(device.id, action, purpose)}
          />
        ))}
        {waiting.length === 0 && approved.length > 0 && (
          <Notice tone="done">
            {t('wizard:tablet.done', { labels: approved.map(({ label }) => label).join(', ') })}
          </Notice>
        )}
      </div>
      {waiting.length === 0 && (
        <>
          <p class="lead">{t('wizard:tablet.text')}</p>
          {!isReachable && <Notice tone="help">{t('wizard:tablet.here')}</Notice>}
          {welcomeUrl && <p class="measure">{t('wizard:tablet.welcome', { url: welcomeUrl })}</p>}
          {units.value ? (
            <EnrolLinkMaker units={units.value} isMain={approved.length === 0} />
          ) : (
            <Busy text={t('common:loading')} />
          )}
        </>
      )}
    </>
  )
}
