import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import type { Volunteer } from './devicesAnswers.ts'
import { leaveReasons, useDevices } from './devicesPort.ts'
import { makeFirstPin } from './makeFirstPin.ts'

interface Props {
  volunteer: Volunteer
  /** a new first PIN, to be shown once */
  onPin: (name: string, pin: string) => void
  onChanged: () => Promise<void>
}

type Asked = 'none' | 'leave' | 'pin'

/** What an admin can do for one volunteer: end their part in the team, or give a new first PIN. Both are asked about first. */
export function VolunteerActions({ volunteer, onPin, onChanged }: Props) {
  const port = useDevices()
  const [asked, setAsked] = useState<Asked>('none')
  const [reason, setReason] = useState('')
  const [failed, setFailed] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { id, name } = volunteer

  function close() {
    setAsked('none')
    setReason('')
    setFailed(null)
  }

  async function act(work: () => Promise<void>) {
    setBusy(true)
    setFailed(null)
    try {
      await work()
      close()
      await onChanged()
    } catch (error) {
      setFailed(errorLine(error))
    }
    setBusy(false)
  }

  const leave = () => {
    const chosen = leaveReasons.find((one) => one === reason)
    if (chosen === undefined) return setFailed(t('desk:leave.chooseReason'))
    return void act(() => port.removeVolunteer(id, chosen))
  }
  const reset = () =>
    void act(async () => {
      const pin = makeFirstPin((bytes) => crypto.getRandomValues(bytes))
      await port.resetPin(id, pin)
      onPin(name, pin)
    })

  return (
    <>
      <div class="cluster">
        <Button variant="quiet" label={t('desk:pinReset.what', { name })} onClick={() => setAsked('pin')}>
          {t('desk:pinReset.button')}
        </Button>
        <Button variant="quiet" label={t('desk:leave.what', { name })} onClick={() => setAsked('leave')}>
          {t('desk:leave.button')}
        </Button>
      </div>
      <Dialog
        open={asked === 'pin'}
        title={t('desk:pinReset.title', { name })}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t('desk:ask.cancel')}</Button>
            <Button variant="primary" disabled={busy} onClick={reset}>
              {t('desk:pinReset.yes')}
            </Button>
          </>
        }
      >
        <p class="measure">{t('desk:pinReset.text')}</p>
        {failed && <Notice tone="warning">{failed}</Notice>}
      </Dialog>
      <Dialog
        open={asked === 'leave'}
        title={t('desk:leave.title', { name })}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t('desk:ask.cancel')}</Button>
            <Button variant="danger" disabled={busy} onClick={leave}>
              {t('desk:leave.yes')}
            </Button>
          </>
        }
      >
        <div class="stack">
          <p class="measure">{t('desk:leave.text')}</p>
          <Choice
            id={`leave-${id}`}
            label={t('desk:leave.reason')}
            options={leaveReasons.map((value) => ({ value, label: t(`desk:leave.reasons.${value}`) }))}
            value={reason}
            columns={2}
            onChange={(value) => {
              setReason(value)
              setFailed(null)
            }}
          />
          {failed && <Notice tone="warning">{failed}</Notice>}
        </div>
      </Dialog>
    </>
  )
}
