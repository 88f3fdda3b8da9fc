import { useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import { errorLine } from '../../i18n/problemText.ts'
import { BigCode } from '../../ui/bigCode/BigCode.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Card } from '../../ui/card/Card.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import type { RecoveryAnswer } from './devicesAnswers.ts'
import { useDevices } from './devicesPort.ts'

/**
 * Somebody calls who forgot their PIN, and the tablet has no line. The officer types what the tablet shows, checks that the
 * caller is who it is for, and reads the answer out (SPEC KEY-8).
 */
export function SpokenRecovery() {
  const port = useDevices()
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<RecoveryAnswer | null>(null)
  const [isSure, setIsSure] = useState(false)
  const [failed, setFailed] = useState<string | undefined>(undefined)

  function startAnew() {
    setTyped('')
    setFound(null)
    setIsSure(false)
    setFailed(undefined)
  }

  async function look() {
    setFailed(undefined)
    setIsSure(false)
    try {
      setFound(await port.answerChallenge(typed))
    } catch (error) {
      setFound(null)
      setFailed(errorLine(error))
    }
  }

  return (
    <Card>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void look()
        }}
      >
        <h2>{t('desk:recovery.title')}</h2>
        <p class="measure">{t('desk:recovery.text')}</p>
        <TextField
          id="recovery-challenge"
          label={t('desk:recovery.challenge')}
          hint={t('desk:recovery.challengeHint')}
          value={typed}
          width="middle"
          maxLength={20}
          error={failed}
          onInput={setTyped}
        />
        <div class="cluster">
          <Button type="submit">{t('desk:recovery.look')}</Button>
        </div>
        {found && (
          <div class="stack" role="status">
            <Notice tone="warning">
              {t('desk:recovery.check', { name: found.volunteer.name, device: found.device.label })}
            </Notice>
            {isSure ? (
              <>
                <div>
                  <BigCode label={t('desk:recovery.answer')} code={found.answer} />
                </div>
                <p class="measure">{t('desk:recovery.after')}</p>
                <div class="cluster">
                  <Button onClick={startAnew}>{t('desk:recovery.done')}</Button>
                </div>
              </>
            ) : (
              <div class="cluster">
                <Button variant="primary" onClick={() => setIsSure(true)}>
                  {t('desk:recovery.sure', { name: found.volunteer.name })}
                </Button>
                <Button onClick={startAnew}>{t('desk:recovery.notSure')}</Button>
              </div>
            )}
          </div>
        )}
      </form>
    </Card>
  )
}
