import { useState } from 'preact/hooks'
import { formatAgo, formatInstant } from '../../i18n/format.ts'
import { t } from '../../i18n/i18n.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Tag } from '../../ui/card/Tag.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { Table } from '../../ui/table/Table.tsx'
import { useNow } from '../../ui/useNow.ts'
import type { Device } from './devicesAnswers.ts'
import { useDevices } from './devicesPort.ts'

interface Props {
  devices: readonly Device[]
  onRevoke: (id: string) => Promise<void>
  onLost: (id: string) => Promise<void>
}

const tones = { approved: 'done', revoked: 'attention', refused: 'plain', pending: 'waiting' } as const

/** All tablets of the commune, when each was last heard of, and the way to take one out. */
export function DeviceTable({ devices, onRevoke, onLost }: Props) {
  const port = useDevices()
  const now = useNow(port.now, 30_000)
  const [asked, setAsked] = useState<Device | null>(null)
  const [missing, setMissing] = useState<Device | null>(null)

  async function revoke() {
    const device = asked
    setAsked(null)
    if (device) await onRevoke(device.id)
  }

  async function reportLost() {
    const device = missing
    setMissing(null)
    if (device) await onLost(device.id)
  }

  return (
    <>
      <Table
        caption={t('desk:devices.all')}
        columns={[
          { id: 'label', title: t('desk:devices.column.label') },
          { id: 'where', title: t('desk:devices.column.where') },
          { id: 'status', title: t('desk:devices.column.status') },
          { id: 'seen', title: t('desk:devices.column.seen') },
          { id: 'act', title: t('desk:devices.column.act') },
        ]}
        emptyText={t('desk:devices.none')}
        rows={devices.map((device) => ({
          id: device.id,
          cells: {
            label: (
              <>
                <strong>{device.label}</strong>
                {device.purpose === 'kiosk' && ` · ${t('desk:devices.purpose.kiosk')}`}
              </>
            ),
            where: [device.unit, device.team].filter((part) => part).join(' · '),
            status: <Tag tone={tones[device.status]} text={t(`desk:devices.status.${device.status}`)} />,
            seen:
              device.lastSeenAt === null ? (
                t('desk:devices.never')
              ) : (
                <span title={formatInstant(device.lastSeenAt, now)}>{formatAgo(device.lastSeenAt, now)}</span>
              ),
            act: (
              <div class="cluster">
                {port.isAdmin && device.status === 'approved' && (
                  <>
                    <Button
                      variant="quiet"
                      label={t('desk:devices.lostWhat', { label: device.label })}
                      onClick={() => setMissing(device)}
                    >
                      {t('desk:devices.lost')}
                    </Button>
                    <Button
                      variant="danger"
                      label={t('desk:devices.revokeWhat', { label: device.label })}
                      onClick={() => setAsked(device)}
                    >
                      {t('desk:devices.revoke')}
                    </Button>
                  </>
                )}
                {device.status === 'revoked' && (
                  <>
                    {port.isAdmin && device.lostAt === null && (
                      <Button
                        variant="quiet"
                        label={t('desk:devices.lostWhat', { label: device.label })}
                        onClick={() => setMissing(device)}
                      >
                        {t('desk:devices.lost')}
                      </Button>
                    )}
                    <a class="tap" href={`/office/devices/${device.id}/breach`}>
                      {t('desk:devices.breach', { label: device.label })}
                    </a>
                  </>
                )}
              </div>
            ),
          },
        }))}
      />
      <Dialog
        open={asked !== null}
        title={t('desk:devices.revokeAsk.title', { label: asked?.label ?? '' })}
        onClose={() => setAsked(null)}
        actions={
          <>
            <Button onClick={() => setAsked(null)}>{t('common:keep')}</Button>
            <Button variant="danger" onClick={() => void revoke()}>
              {t('desk:devices.revokeAsk.yes')}
            </Button>
          </>
        }
      >
        <p class="measure">{t('desk:devices.revokeAsk.text')}</p>
      </Dialog>
      <Dialog
        open={missing !== null}
        title={t('desk:devices.lostAsk.title', { label: missing?.label ?? '' })}
        onClose={() => setMissing(null)}
        actions={
          <>
            <Button onClick={() => setMissing(null)}>{t('desk:ask.cancel')}</Button>
            <Button variant="danger" onClick={() => void reportLost()}>
              {t('desk:devices.lostAsk.yes')}
            </Button>
          </>
        }
      >
        <p class="measure">{t('desk:devices.lostAsk.text')}</p>
      </Dialog>
    </>
  )
}
