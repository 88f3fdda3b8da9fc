import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { BigCode } from '../../ui/bigCode/BigCode.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import type { Device } from './devicesAnswers.ts'
import { useDevices } from './devicesPort.ts'

const purposes = ['team', 'kiosk'] as const

interface Props {
  device: Device
  onDecide: (action: 'approve' | 'refuse', purpose?: Device['purpose']) => Promise<void>
}

/** A tablet that shows six digits: the officer compares them on sight, because the digits are made of its keys. */
export function PendingDevice({ device, onDecide }: Props) {
  const { isAdmin } = useDevices()
  const [busy, setBusy] = useState(false)
  // a team's asks for a PIN: who does not look gets the one that lets nobody in
  const [purpose, setPurpose] = useState<Device['purpose']>('team')
  const code = device.code ?? ''
  async function decide(action: 'approve' | 'refuse') {
    setBusy(true)
    await (action === 'approve' ? onDecide(action, purpose) : onDecide(action))
    setBusy(false)
  }
  return (
    <Card tone="help">
      <div class="stack">
        <h2>{t('desk:devices.pending.title')}</h2>
        <p class="measure">{t('desk:devices.pending.compare')}</p>
        <div>
          <BigCode label={t('desk:devices.pending.code')} code={`${code.slice(0, 3)} ${code.slice(3)}`} />
        </div>
        <p>{[device.label, device.unit, device.team].filter((part) => part).join(' · ')}</p>
        {isAdmin && (
          <Choice
            id={`purpose-${device.id}`}
            label={t('desk:devices.purpose.ask')}
            columns={2}
            options={purposes.map((value) => ({
              value,
              label: t(`desk:devices.purpose.${value}`),
              hint: t(`desk:devices.purpose.${value}Hint`),
            }))}
            value={purpose}
            onChange={(value) => setPurpose(value === 'kiosk' ? 'kiosk' : 'team')}
          />
        )}
        {isAdmin && (
          <div class="cluster">
            <Button variant="primary" disabled={busy || code === ''} onClick={() => void decide('approve')}>
              {t('desk:devices.pending.approve')}
            </Button>
            <Button variant="danger" disabled={busy} onClick={() => void decide('refuse')}>
              {t('desk:devices.pending.refuse')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  )
}
