import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { Button } from '../../ui/button/Button.tsx'
import { Dialog } from '../../ui/dialog/Dialog.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import type { Attention } from './officeAnswers.ts'
import { useOffice } from './officePort.ts'

interface Props {
  alarm: Attention['alarms'][number]
  /** what the button says */
  text: string
  /** which alarm it is, for the button's name */
  what: string
  /** what is asked before it goes; without it goes at once */
  ask?: string
  onAnswered: () => Promise<void>
}

/** Somebody has looked into it: it goes from this page until it is raised again (SPEC CHN-8). */
export function AnswerAlarm({ alarm, text, what, ask, onAnswered }: Props) {
  const port = useOffice()
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)

  async function answer() {
    setBusy(true)
    setFailed(null)
    try {
      await port.answerAlarm(alarm.id, alarm.count)
      setAsked(false)
      await onAnswered()
    } catch (error) {
      setFailed(errorLine(error))
    }
    setBusy(false)
  }

  return (
    <>
      <Button
        variant="quiet"
        label={`${text}: ${what}`}
        disabled={busy}
        onClick={() => (ask === undefined ? void answer() : setAsked(true))}
      >
        {text}
      </Button>
      {failed && !asked && <Notice tone="warning">{failed}</Notice>}
      {ask !== undefined && (
        <Dialog
          open={asked}
          title={`${text}?`}
          onClose={() => setAsked(false)}
          actions={
            <>
              <Button onClick={() => setAsked(false)}>{t('desk:ask.cancel')}</Button>
              <Button variant="primary" disabled={busy} onClick={() => void answer()}>
                {text}
              </Button>
            </>
          }
        >
          <p class="measure">{ask}</p>
          {failed && <Notice tone="warning">{failed}</Notice>}
        </Dialog>
      )}
    </>
  )
}
