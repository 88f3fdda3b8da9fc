import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { useLoad } from '../../ui/useLoad.ts'
import { useTitle } from '../../ui/useTitle.ts'
import { DeviceTable } from './DeviceTable.tsx'
import type { Device } from './devicesAnswers.ts'
import { useDevices } from './devicesPort.ts'
import { EnrolLinkMaker } from './EnrolLinkMaker.tsx'
import { PendingDevice } from './PendingDevice.tsx'
import { SpokenRecovery } from './SpokenRecovery.tsx'
import { Volunteers } from './Volunteers.tsx'

/** A tablet waits beside the officer: this page must notice it within a breath. */
const pollMs = 4000

/** Tablets that wait for approval, a link for another one, all tablets, and who works with them. */
export function DevicesScreen() {
  const port = useDevices()
  const devices = useLoad(port.devices, 'devices', pollMs)
  const organisation = useLoad(async () => ({ units: await port.units(), volunteers: await port.volunteers() }), 'org')
  const [failed, setFailed] = useState<string | null>(null)
  const [approved, setApproved] = useState<string | null>(null)
  useTitle(t('desk:title.devices'))

  async function act(work: Promise<void>, onDone?: () => void) {
    setFailed(null)
    setApproved(null)
    try {
      await work
      onDone?.()
    } catch (error) {
      setFailed(errorLine(error))
    }
    await devices.reload()
  }
  const decide = (device: string, action: 'approve' | 'refuse' | 'revoke', purpose?: Device['purpose']) =>
    act(purpose ? port.decide(device, action, purpose) : port.decide(device, action), () => {
      if (action === 'approve') setApproved(list.find(({ id }) => id === device)?.label ?? '')
    })

  const list = devices.value ?? []
  const waiting = list.filter((device) => device.status === 'pending')
  const error = devices.error ?? organisation.error
  return (
    <>
      <Title>{t('desk:devices.heading')}</Title>
      {error !== undefined && (
        <Notice tone="warning" live>
          {errorLine(error)}
        </Notice>
      )}
      {failed && (
        <Notice tone="warning" live>
          {failed}
        </Notice>
      )}
      {!port.isAdmin && <Notice tone="info">{t('desk:devices.adminOnly')}</Notice>}
      <div role="status" class="stack">
        {approved !== null && <Notice tone="done">{t('desk:devices.approved', { label: approved })}</Notice>}
        {waiting.map((device) => (
          <PendingDevice
            key={device.id}
            device={device}
            onDecide={(action, purpose) => decide(device.id, action, purpose)}
          />
        ))}
      </div>
      {port.isAdmin && organisation.value && (
        <Card>
          <div class="stack">
            <h2>{t('desk:devices.link.title')}</h2>
            <p class="measure">{t('desk:devices.link.text')}</p>
            <EnrolLinkMaker units={organisation.value.units} />
          </div>
        </Card>
      )}
      {devices.value ? (
        <DeviceTable
          devices={list.filter((device) => device.status !== 'pending')}
          onRevoke={(id) => decide(id, 'revoke')}
          onLost={(id) => act(port.reportLost(id))}
        />
      ) : (
        devices.busy && <Busy text={t('common:loading')} />
      )}
      {organisation.value && (
        <Volunteers
          units={organisation.value.units}
          volunteers={organisation.value.volunteers}
          onChanged={organisation.reload}
        />
      )}
      {port.isAdmin && <SpokenRecovery />}
    </>
  )
}
