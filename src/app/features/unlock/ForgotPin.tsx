import { useEffect, useState } from 'preact/hooks'
import { t } from '../../i18n/i18n.ts'
import type { RecoveryResult, VolunteerChoice } from '../../storage/ports.ts'
import { usePorts } from '../../storage/usePorts.ts'
import { BigCode } from '../../ui/bigCode/BigCode.tsx'
import { Busy } from '../../ui/busy/Busy.tsx'
import { Button } from '../../ui/button/Button.tsx'
import { Notice } from '../../ui/notice/Notice.tsx'
import { TextField } from '../../ui/textField/TextField.tsx'
import { Title } from '../../ui/title/Title.tsx'
import { NewPin } from './NewPin.tsx'

type Answer = { kind: 'none' } | { kind: 'trying' } | { kind: 'failed' } | RecoveryResult

/**
 * A forgotten PIN: with a line the commune gives a new first one; without, a code is read to the desk and an answer typed
 * in (SPEC KEY-8).
 */
export function ForgotPin({ volunteer, onBack }: { volunteer: VolunteerChoice; onBack: () => void }) {
  const { lock, device, sync } = usePorts()
  const [code, setCode] = useState<string | null | undefined>(undefined)
  const [typed, setTyped] = useState('')
  const [answer, setAnswer] = useState<Answer>({ kind: 'none' })
  const [asked, setAsked] = useState(false)

  useEffect(() => {
    let here = true
    lock.challenge(volunteer.id).then(
      (known) => here && setCode(known),
      () => here && setCode(null),
    )
    return () => {
      here = false
    }
  }, [lock, volunteer.id])

  async function tryAnswer() {
    setAnswer({ kind: 'trying' })
    try {
      const result = await lock.answer(volunteer.id, typed)
      setAnswer(result)
      if (result.kind === 'spent') setCode(null)
    } catch {
      setAnswer({ kind: 'failed' })
    }
  }

  async function ask() {
    await sync.sendNow().catch(() => undefined)
    await device.askTeam().catch(() => undefined)
    setAsked(true)
  }

  if (answer.kind === 'ok') return <NewPin volunteer={volunteer} />
  return (
    <>
      <Title>{t('unlock:forgot.title')}</Title>
      <p class="unlock__who">
        <span>{t('unlock:pinFor', { name: volunteer.name })}</span>
        <Button variant="quiet" onClick={onBack}>
          {t('common:back')}
        </Button>
      </p>
      <div class="unlock__ways">
        <section class="stack" aria-labelledby="forgot-line">
          <h2 id="forgot-line">{t('unlock:forgot.line.title')}</h2>
          <p class="measure">{t('unlock:forgot.line.text')}</p>
          <div class="cluster">
            <Button onClick={() => void ask()}>{t('unlock:forgot.line.ask')}</Button>
            <p role="status">{asked ? t('unlock:forgot.line.asked') : ''}</p>
          </div>
        </section>
        <section class="stack" aria-labelledby="forgot-call">
          <h2 id="forgot-call">{t('unlock:forgot.call.title')}</h2>
          {code === undefined && <Busy text={t('common:loading')} />}
          {code === null && <Notice tone="help">{t('unlock:forgot.call.none')}</Notice>}
          {code && (
            <form
              class="stack"
              noValidate
              onSubmit={(event) => {
                event.preventDefault()
                void tryAnswer()
              }}
            >
              <p class="measure">{t('unlock:forgot.call.text')}</p>
              <div>
                <BigCode label={t('unlock:forgot.call.code')} code={code} />
              </div>
              <TextField
                id="recovery-answer"
                label={t('unlock:forgot.call.answer')}
                hint={t('unlock:forgot.call.answerHint')}
                value={typed}
                width="middle"
                maxLength={40}
                error={errorOf(answer)}
                onInput={setTyped}
              />
              <div class="cluster">
                <Button type="submit" variant="primary" disabled={answer.kind === 'trying'}>
                  {t('unlock:forgot.call.try')}
                </Button>
                {answer.kind === 'trying' && <Busy text={t('unlock:opening')} />}
              </div>
            </form>
          )}
        </section>
      </div>
    </>
  )
}

function errorOf(answer: Answer): string | undefined {
  if (answer.kind === 'misheard') return t('unlock:forgot.call.misheard')
  if (answer.kind === 'wrong') return t('unlock:forgot.call.wrong', { count: answer.triesLeft })
  return answer.kind === 'failed' ? t('unlock:failed') : undefined
}
