import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine, problemText } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Choice } from '../../ui/choice/Choice.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { type ItemDecision, type ItemPlace, refusals, useOffice } from './officePort.ts'

interface Props {
  items: readonly ItemPlace[]
  /** what these are, for the buttons' names: a place in a chain, or a tablet */
  what: string
  onDecided: () => Promise<void>
}

/** Let in or refuse: what only a person can decide (SPEC VDT-8). Both are asked about first; a refusal names its reason. */
export function DecideItems({ items, what, onDecided }: Props) {
  const port = useOffice()
  const [asked, setAsked] = useState<'none' | 'letIn' | 'refuse'>('none')
  const [why, setWhy] = useState('')
  const [failed, setFailed] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const count = items.length

  function close() {
    setAsked('none')
    setWhy('')
    setFailed(null)
  }

  async function send(decision: ItemDecision) {
    setBusy(true)
    setFailed(null)
    try {
      await port.decide(
        items.map(({ chain, n }) => ({ chain, n })),
        decision,
      )
      close()
      await onDecided()
    } catch (error) {
      setFailed(errorLine(error))
    }
    setBusy(false)
  }

  function refuse() {
    const chosen = refusals.find((one) => one === why)
    if (chosen) void send({ decision: 'refuse', why: chosen })
    else setFailed(t('desk:decide.chooseWhy'))
  }

  return (
    <>
      <div class="cluster">
        <Button variant="quiet" label={t('desk:decide.letInWhat', { what })} onClick={() => setAsked('letIn')}>
          {count === 1 ? t('desk:decide.letInYes') : t('desk:decide.letIn', { count })}
        </Button>
        <Button variant="quiet" label={t('desk:decide.refuseWhat', { what })} onClick={() => setAsked('refuse')}>
          {count === 1 ? t('desk:decide.refuseYes') : t('desk:decide.refuse', { count })}
        </Button>
      </div>
      <Dialog
        open={asked === 'letIn'}
        title={t('desk:decide.letInTitle', { count })}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t('desk:ask.cancel')}</Button>
            <Button variant="primary" disabled={busy} onClick={() => void send({ decision: 'letIn' })}>
              {t('desk:decide.letInYes')}
            </Button>
          </>
        }
      >
        <p class="measure">{t('desk:decide.letInText')}</p>
        {failed && <Notice tone="warning">{failed}</Notice>}
      </Dialog>
      <Dialog
        open={asked === 'refuse'}
        title={t('desk:decide.refuseTitle', { count })}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t('desk:ask.cancel')}</Button>
            <Button variant="danger" disabled={busy} onClick={refuse}>
              {t('desk:decide.refuseYes')}
            </Button>
          </>
        }
      >
        <div class="stack">
          <p class="measure">{t('desk:decide.refuseText')}</p>
          <Choice
            id={`why-${what}`}
            label={t('desk:decide.why')}
            options={refusals.map((value) => ({ value, label: problemText(value).text }))}
            value={why}
            onChange={(value) => {
              setWhy(value)
              setFailed(null)
            }}
          />
          {failed && <Notice tone="warning">{failed}</Notice>}
        </div>
      </Dialog>
    </>
  )
}
