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
}

const tones = { approved: 'done', revoked: 'attention', refused: 'plain', pending: 'waiting' } as const

/** All tablets of the commune, when each was last heard of, and the way to take one out. */
export function DeviceTable({ devices, onRevoke }: Props) {
  const port = useDevices()
  const now = useNow(port.now, 30_000)
  const [asked, setAsked] = useState<Device | null>(null)

  async function revoke() {
    const device = asked
    setAsked(null)
    if (device) await onRevoke(device.id)
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
            label: <strong>{device.label}</strong>,
            where: [device.unit, device.team].filter((part) => part).join(' · '),
            status: <Tag tone={tones[device.status]} text={t(`desk:devices.status.${device.status}`)} />,
            seen:
              device.lastSeenAt === null ? (
                t('desk:devices.never')
              ) : (
                <span title={formatInstant(device.lastSeenAt, now)}>{formatAgo(device.lastSeenAt, now)}</span>
              ),
            act:
              port.isAdmin && device.status === 'approved' ? (
                <Button
                  variant="quiet"
                  label={t('desk:devices.revokeWhat', { label: device.label })}
                  onClick={() => setAsked(device)}
                >
                  {t('desk:devices.revoke')}
                </Button>
              ) : null,
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
    </>
  )
}
